// build.mjs — run by Maven: node build.mjs OUT. Installs what the lock names, makes the typed client, bundles into OUT; does nothing when
// neither sources nor contract have changed since.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`console: Node 20.19 or newer is needed, found ${process.version} / 需要 Node 20.19 以上`)
  process.exit(2)
}
const out = path.resolve(process.argv[2])
process.chdir(import.meta.dirname)

const run = (command, args, env) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}
const digest = files => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(fs.readFileSync(file)).update('\0')
  return hash.digest('hex')
}
const stamped = stamp => (fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : '')
const below = folder => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath ?? entry.path, entry.name)).sort()

// Installing is bound by the disk, not by the network: skip it while the lock file is the one installed.
const lock = digest(['package-lock.json'])
if (stamped('node_modules/.lock-sha256') !== lock) {
  run('npm', ['ci', '--prefer-offline', '--ignore-scripts'])
  fs.writeFileSync('node_modules/.lock-sha256', lock)
}

const sources = digest([...below('src').filter(file => !file.endsWith('.d.ts')), ...below('test'), 'index.html', 'vite.config.ts', 'tsconfig.json',
  'package-lock.json', 'build.mjs', 'api.mjs', '../../../api-spec/openapi.yaml'])
const stamp = path.join(out, '../console.sha256')
if (stamped(stamp) === sources && fs.existsSync(path.join(out, 'index.html'))) process.exit(0)

run(process.execPath, ['api.mjs'])
run(process.execPath, ['node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit'])
run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot'])
run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { CONSOLE_OUT: out })
fs.writeFileSync(path.join(out, 'files.json'), JSON.stringify(below(out).map(file => path.relative(out, file).replaceAll('\\', '/')).filter(file => file !== 'files.json')))
fs.writeFileSync(stamp, sources)
