import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { phone, source } from './load.mjs'
import { home, sheet } from '../pictures.mjs'

const files = fs.readdirSync(source, { recursive: true }).map(file => file.replaceAll('\\', '/')).filter(file => fs.statSync(path.join(source, file)).isFile())
const read = file => fs.readFileSync(path.join(source, file), 'utf8')
const app = JSON.parse(read('app.json'))

test('the main package stays below 300 kB, scripts as they are uploaded', () => {
  const bytes = files.filter(file => file !== 'tsconfig.json').reduce((sum, file) => sum + Buffer.byteLength(file.endsWith('.ts')
    ? ts.transpileModule(read(file), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018 } }).outputText : read(file)), 0)
  console.log(`main package: ${(bytes / 1024).toFixed(1)} kB`)
  assert.ok(bytes <= 300 * 1024, `${bytes} bytes`)
})

test('every page named in app.json has its four files, and the pages the server names are there', () => {
  for (const page of app.pages) for (const end of ['ts', 'json', 'wxml']) assert.ok(files.includes(`${page}.${end}`), `${page}.${end}`)
  for (const page of ['pages/index/index', 'pages/report/report', 'pages/report/detail', 'pages/notice/notice']) assert.ok(app.pages.includes(page), page)
})

test('privacy and position are declared, and only what is used', () => {
  const used = files.filter(file => file.endsWith('.ts')).map(read).join('\n')
  assert.equal(app.__usePrivacyCheck__, true)
  for (const name of app.requiredPrivateInfos) assert.match(used, new RegExp(`wx\\.${name}\\b`))
  for (const name of ['getLocation', 'chooseLocation', 'getFuzzyLocation', 'chooseAddress']) {
    if (used.includes(`wx.${name}(`)) assert.ok(app.requiredPrivateInfos.includes(name), name)
  }
  assert.deepEqual(JSON.parse(read('sitemap.json')).rules, [{ action: 'disallow', page: '*' }])
})

test('every page has the elder switch and the two calls', () => {
  for (const page of app.pages) for (const part of ['<top-bar bind:look="onLook">', '<help-bar>', '{{look}}']) assert.ok(read(page + '.wxml').includes(part), `${page}: ${part}`)
})

test('every word a template names is in the message file, and no template holds words of its own', () => {
  const { zhCN } = phone().load('i18n/zh-CN')
  const sections = { 'components/top-bar/top-bar': 'bar', 'components/help-bar/help-bar': 'help', 'components/privacy-sheet/privacy-sheet': 'privacy' }
  for (const view of files.filter(file => file.endsWith('.wxml')).map(file => file.slice(0, -5))) {
    const section = sections[view] ?? view.split('/').pop()
    const text = read(view + '.wxml')
    for (const [, word] of text.matchAll(/\bw\.(\w+)/g)) assert.ok(word in zhCN[section], `${view}: w.${word}`)
    assert.doesNotMatch(text.replace('防贫监测110', ''), /[\u4e00-\u9fff]/, view)
  }
})

test('the words are plain: no level, no policy term', () => {
  assert.doesNotMatch(read('i18n/zh-CN.ts'), /监测对象|边缘易致贫|脱贫不稳定|突发严重|风险等级|户主|行政村|因病|因残|返贫|贫困/)
})

test('every button carries its handler with the colon', () => {
  for (const view of files.filter(file => file.endsWith('.wxml'))) {
    assert.doesNotMatch(read(view), /\sbind(tap|input|confirm)=/, view)
    for (const [button] of read(view).matchAll(/<button[^>]*>/g)) assert.match(button, /bind:|open-type/, `${view}: ${button}`)
  }
})

test('the pictures are the ones that were drawn, one for every kind of trouble', () => {
  assert.equal(fs.readFileSync(home, 'utf8'), sheet())
  const { zhCN } = phone().load('i18n/zh-CN')
  for (const code of Object.keys(zhCN.report.tiles)) assert.ok(sheet().includes(`.pic-${code}{`), code)
  for (const view of files.filter(file => file.endsWith('.wxml'))) {
    for (const [, name] of read(view).matchAll(/class="pic pic-([\w-]+)/g)) assert.ok(sheet().includes(`.pic-${name}`), `${view}: ${name}`)
  }
})
