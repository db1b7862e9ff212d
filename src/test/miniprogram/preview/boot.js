// Starts the app and keeps a stack of pages as WeChat does; the address is index.html#/pages/report/report?scene=…
import './wx-shim.js'
import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'

export function start({ templates, scripts, configs, home }) {
  const loaded = {}
  const load = name => {
    if (!loaded[name]) {
      const module = (loaded[name] = { exports: {} })
      scripts[name](to => load(new URL(to, 'http://m/' + name).pathname.slice(1)), module, module.exports)
    }
    return loaded[name].exports
  }
  let app = {}
  globalThis.App = options => { app = options; globalThis.getApp = () => options }
  load('app')
  const env = new MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  for (const [path, config] of configs) {
    space.addComponentStaticConfig(path, config)
    space.addCompiledTemplate(path, { groupList: templates, content: templates[path] })
    space.globalComponentEnv(globalThis, path, () => load(path))
  }
  const backend = new glassEasel.CurrentWindowBackendContext()
  backend.onEvent((target, type, detail, options) => { // without this no tap arrives
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return event.defaultPrevented() ? glassEasel.EventBubbleStatus.NoDefault : glassEasel.EventBubbleStatus.Normal
  })
  const associated = env.associateBackend(backend)
  const stack = []
  const top = () => stack[stack.length - 1]
  const open = address => {
    const [path, query] = address.replace(/^[#/]+/, '').split('?')
    const box = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'bench-page' }))
    const root = associated.createRoot('wx-page', space, path || home)
    root.attach(box, box.appendChild(document.createElement('span')))
    const page = { root, box, address, it: root.get() }
    stack.push(page)
    history.replaceState(null, '', '#/' + (path || home) + (query ? '?' + query : ''))
    page.it.onLoad?.(Object.fromEntries(new URLSearchParams(query)))
    page.it.onShow?.()
    scrollTo(0, 0)
  }
  const close = () => {
    const page = stack.pop()
    page.it.onUnload?.()
    page.box.remove()
  }
  Object.assign(wx, {
    navigateTo: ({ url }) => {
      if (top()) { top().it.onHide?.(); top().box.style.display = 'none' }
      open(url)
    },
    redirectTo: ({ url }) => { close(); open(url) },
    reLaunch: ({ url }) => { while (stack.length) close(); open(url) },
    navigateBack: () => {
      if (stack.length < 2) return
      close()
      top().box.style.display = ''
      top().it.onShow?.()
    },
  })
  app.onLaunch?.()
  app.onShow?.()
  open(location.hash.slice(1) || home)
  globalThis.bench.ready = true
}
