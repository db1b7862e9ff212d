// node preview/build.mjs <mini-program folder> <out folder>: WXML by WeChat's own template compiler, which is our lint; then one page.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { rolldown } from 'rolldown'
import ts from 'typescript'

const here = import.meta.dirname
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')
const [source, out] = process.argv.slice(2)
const files = fs.readdirSync(source, { recursive: true }).map(file => file.replaceAll('\\', '/')).sort()
const read = file => fs.readFileSync(path.join(source, file), 'utf8')
const named = end => files.filter(file => file.endsWith(end)).map(file => file.slice(0, -end.length))
const app = JSON.parse(read('app.json'))

const group = new TmplGroup()
let faults = 0
for (const view of named('.wxml')) {
  // the engine keeps data-* to itself; what tests look for must stand in the page
  const template = read(view + '.wxml').replace(/\sdata-(t|screen|state)=/g, ' aria-$1=')
  for (const fault of group.addTmpl(view, template) ?? []) {
    faults++
    console.error(`${view}.wxml:${fault.startLine + 1}:${fault.startColumn + 1}: ${fault.level} ${fault.message}`)
  }
}
if (faults) process.exit(1)

const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018 }
const scripts = named('.ts').map(name =>
  `${JSON.stringify(name)}(require, module, exports) {${ts.transpileModule(read(name + '.ts'), { compilerOptions }).outputText}\n}`)

// Components named in app.json belong to every page.
const configs = named('.wxml').map(view => {
  const { component, ...config } = JSON.parse(read(view + '.json'))
  return [view, app.pages.includes(view) ? { ...config, usingComponents: { ...app.usingComponents, ...config.usingComponents } } : { component, ...config }]
})
const entry = path.join(here, 'entry.js') // exists in memory only
const code = `import { start } from './boot.js'
start({ templates: ${group.getTmplGenObjectGroups()}, scripts: {${scripts.join(',\n')}}, configs: ${JSON.stringify(configs)}, home: ${JSON.stringify(app.pages[0])} })`
const bundle = await rolldown({
  input: entry,
  platform: 'browser',
  resolve: { modules: [path.join(here, '../node_modules')] },
  plugins: [{ name: 'entry', resolveId: id => (id === entry ? id : null), load: id => (id === entry ? code : null) }],
})
fs.mkdirSync(out, { recursive: true })
await bundle.write({ file: path.join(out, 'app.js'), format: 'iife', minify: true })
const styles = named('.wxss').map(name => read(name + '.wxss').replace(/@import[^;]*;/g, '')
  .replace(/(^|})\s*page\b/g, '$1body').replace(/([\d.]+)rpx/g, 'calc(100vw * $1 / 750)'))
fs.writeFileSync(path.join(out, 'app.css'), fs.readFileSync(path.join(here, 'base.css'), 'utf8') + styles.join('\n'))
fs.writeFileSync(path.join(out, 'index.html'), `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><link rel="icon" href="data:,"><title>${app.window.navigationBarTitleText}</title>
<link rel="stylesheet" href="app.css"></head><body><script src="app.js"></script></body></html>`)
