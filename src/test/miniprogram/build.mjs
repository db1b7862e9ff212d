// node build.mjs <out folder> — checks the mini-program and makes the page that runs it in a browser. Called by Maven.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`miniprogram: Node 20.19 or newer is needed, found ${process.version}`)
  process.exit(2)
}
const out = path.resolve(process.argv[2])
process.chdir(import.meta.dirname)
const run = (what, command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    console.error(`miniprogram: ${what} failed`)
    process.exit(status ?? 1)
  }
}
const lock = createHash('sha256').update(fs.readFileSync('package-lock.json')).digest('hex')
const stamp = 'node_modules/.lock-sha256'
if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== lock) {
  run('npm ci', 'npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  fs.writeFileSync(stamp, lock)
}
// the same sources were checked before: nothing to do
const inputs = [...fs.readdirSync('../../main/miniprogram', { recursive: true }).map(file => '../../main/miniprogram/' + file),
  ...['preview', 'unit'].flatMap(folder => fs.readdirSync(folder).map(file => folder + '/' + file)), 'pictures.mjs', 'build.mjs']
  .filter(file => fs.statSync(file).isFile()).sort()
const state = inputs.reduce((hash, file) => hash.update(file).update(fs.readFileSync(file)), createHash('sha256').update(lock)).digest('hex')
const done = path.join(out, '.checked')
if (fs.existsSync(done) && fs.readFileSync(done, 'utf8') === state) process.exit(0)
run('type check', process.execPath, ['node_modules/typescript/bin/tsc', '-p', '../../main/miniprogram'])
run('template check', process.execPath, ['preview/build.mjs', '../../main/miniprogram', out])
run('unit tests', process.execPath, ['--test', '--test-reporter=dot', ...fs.readdirSync('unit').filter(file => file.endsWith('.test.mjs')).map(file => 'unit/' + file)])
fs.writeFileSync(done, state)
