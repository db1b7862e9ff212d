// Reloads the page when a message has come, and plays the resident's phone.
const INTERVAL = 3000;
const $ = id => document.getElementById(id);
const newest = document.body.dataset.newest;
const recipient = new URLSearchParams(location.search).get('recipient') ?? '';

const query = new URLSearchParams({after: newest, recipient});
const typing = () => document.activeElement instanceof HTMLInputElement || $('answer').textContent !== '';

async function look() {
  try {
    const {messages} = await (await fetch('/dev/messages?' + query)).json();
    if (messages.length > 0 && !typing()) {
      location.reload();
    }
    $('live').textContent = messages.length > 0 ? ` 有 ${messages.length} 条新消息，请刷新。` : '';
  } catch {
    $('live').textContent = ' 连不上服务，正在重试……';
  }
}
setInterval(look, INTERVAL);

async function ask(path, body) {
  const answer = await fetch(path, {
    method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});
  $('answer').textContent = JSON.stringify(await answer.json());
}
$('login').addEventListener('click', () => ask('/dev/wechat/login-codes', {user: $('user').value}));
$('grant').addEventListener('click', () =>
  ask('/dev/wechat/grants', {user: $('user').value, templateIds: [$('template').value], count: 1}));
