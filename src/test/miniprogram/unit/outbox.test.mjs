import test from 'node:test'
import assert from 'node:assert/strict'
import { phone, token } from './load.mjs'

const receipt = { reportId: 'r', receiptNo: '2026ABC', submittedAt: '', promisedBy: '2026-12-08', nextStep: '', handlingUnit: { unitCode: '1', name: '村' } }
const signIn = sub => ({ statusCode: 201, data: { accessToken: token(sub), refreshToken: 'refresh' } })

function queued(home) {
  const papers = home.load('utils/papers')
  const paper = papers.start()
  Object.assign(paper, { phase: 'queued', body: { hardshipText: '墙裂了' } })
  Object.assign(paper.answers, { name: '王秀兰', story: '墙裂了' })
  papers.save(paper)
  return paper
}
const reports = home => home.sent.filter(request => request.path === '/api/v1/reports')

/** Answers to the submissions, in order; sign-in always works. */
function home(...answers) {
  return phone(request => (request.path === '/api/v1/reports' ? answers.shift() ?? { statusCode: 201, data: receipt } : signIn('a')))
}

for (const [name, answer] of Object.entries({
  'no network': { fail: true }, 'a server error': { statusCode: 500, data: {} }, 'a proxy page with 200': { statusCode: 200, data: '<html>登录上网</html>' },
  'a 201 without a number': { statusCode: 201, data: {} }, 'too many': { statusCode: 429, data: { title: '请明天再报', retryAfterSeconds: 60 } },
})) {
  test(`${name} leaves the report on the phone, and the next attempt carries the same key and words`, async () => {
    const at = home(answer)
    const paper = queued(at)
    await at.load('utils/outbox').flush()
    assert.equal(at.load('utils/papers').find(paper.key).phase, 'queued')
    assert.equal(at.load('utils/papers').find(paper.key).answers.story, '墙裂了')
    await at.load('utils/outbox').flush(true)
    assert.deepEqual(reports(at).map(request => request.header['Idempotency-Key']), [paper.key, paper.key])
    assert.deepEqual(reports(at)[0].data, reports(at)[1].data)
    assert.equal(at.load('utils/papers').find(paper.key).receipt.receiptNo, '2026ABC')
  })
}

test('after the receipt nothing that was told is left on the phone', async () => {
  const at = home()
  queued(at)
  await at.load('utils/outbox').flush()
  assert.ok(![...at.storage.values()].join().match(/王秀兰|墙裂了/))
})

test('the back-off is kept: asking again at once sends nothing', async () => {
  const at = home({ fail: true })
  queued(at)
  await at.load('utils/outbox').flush()
  await at.load('utils/outbox').flush()
  assert.equal(reports(at).length, 1)
})

test('the back-off grows and stops growing at some minutes', () => {
  const { backOff } = home().load('utils/outbox')
  assert.ok(backOff(1) < 5 && backOff(4) > 50 && backOff(40) < 340)
})

test('what only the person can mend becomes a draft again, with the words of the server', async () => {
  const at = home({ statusCode: 422, data: { type: '/problems/fields-to-correct', title: '改一改', errors: [{ pointer: '/subject/name', code: 'x', message: '姓名不对' }] } })
  const paper = queued(at)
  await at.load('utils/outbox').flush()
  const back = at.load('utils/papers').find(paper.key)
  assert.equal(back.phase, 'draft')
  assert.equal(back.trouble.errors[0].message, '姓名不对')
})

test('a session that ran out is renewed once and the report goes with the new one', async () => {
  let first = true
  const at = phone(request => {
    if (request.path === '/api/v1/sessions/refresh') return { statusCode: 401, data: {} }
    if (request.path === '/api/v1/resident-sessions') return signIn('a')
    if (first) { first = false; return { statusCode: 401, data: {} } }
    return { statusCode: 201, data: receipt }
  })
  const paper = queued(at)
  await at.load('utils/outbox').flush()
  assert.equal(at.load('utils/papers').find(paper.key).phase, 'received')
})

test('another person on this phone sees no draft of the one before', async () => {
  let sub = 'a'
  const at = phone(() => signIn(sub))
  const api = at.load('utils/api')
  const papers = at.load('utils/papers')
  const early = papers.start()
  papers.save(early)
  await api.signIn()
  assert.equal(papers.all().length, 1, 'what was begun before the first sign-in is kept')
  sub = 'b'
  await api.signIn()
  assert.equal(papers.all().length, 0)
  sub = 'a'
  await api.signIn()
  assert.equal(papers.all()[0].key, early.key)
})

test('the dictionary is asked again by its tag and serves without network', async () => {
  const words = { servedUnits: [], consents: [] }
  const answers = [{ statusCode: 200, data: words, header: { ETag: '"1"' } }, { statusCode: 304, data: '' }, { fail: true }]
  const at = phone(() => answers.shift())
  const { freshDictionary } = at.load('utils/dictionary')
  for (let i = 0; i < 3; i++) assert.deepEqual(await freshDictionary(true), words)
  assert.equal(at.sent[1].header['If-None-Match'], '"1"')
})

test('a sign-in that fails leaves the report waiting, whatever its reason', async () => {
  const at = phone(() => ({ statusCode: 400, data: { type: '/problems/body-malformed', title: '格式不对', errors: [{ pointer: '/code', code: 'x', message: '要填' }] } }))
  const paper = queued(at)
  await at.load('utils/outbox').flush()
  assert.equal(at.load('utils/papers').find(paper.key).phase, 'queued')
})
