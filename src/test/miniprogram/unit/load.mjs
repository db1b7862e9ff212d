// Loads modules of the mini-program in plain Node, over a wx of the test's own.
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const source = path.join(import.meta.dirname, '../../../main/miniprogram')

export function phone(answers = () => ({ fail: true })) {
  const storage = new Map()
  const sent = []
  const loaded = {}
  const wx = {
    getStorageSync: key => (storage.has(key) ? JSON.parse(storage.get(key)) : ''),
    setStorageSync: (key, value) => storage.set(key, JSON.stringify(value)),
    removeStorageSync: key => storage.delete(key),
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
    getAppBaseInfo: () => ({}),
    login: o => o.success({ code: 'code' }),
    getFileSystemManager: () => ({ removeSavedFile() {} }),
    request: async o => {
      const request = { method: o.method, path: o.url.replace('http://localhost:8110', ''), header: o.header, data: o.data && JSON.parse(JSON.stringify(o.data)) }
      sent.push(request)
      const answer = await answers(request, sent.length)
      if (answer.fail) o.fail({ errMsg: 'request:fail' })
      else o.success({ header: {}, ...answer })
    },
  }
  const load = name => {
    if (!loaded[name]) {
      const module = (loaded[name] = { exports: {} })
      const { outputText } = ts.transpileModule(fs.readFileSync(path.join(source, name + '.ts'), 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018 } })
      const quiet = () => 0 // timers move by hand: nothing is retried behind a test's back
      new Function('require', 'module', 'exports', 'wx', 'setTimeout', 'clearTimeout', outputText)(
        to => load(new URL(to, 'http://m/' + name).pathname.slice(1)), module, module.exports, wx, quiet, quiet)
    }
    return loaded[name].exports
  }
  return { load, sent, storage, wx }
}

/** A token for this person, unsigned: the phone only reads its name. */
export const token = sub => 'x.' + Buffer.from(JSON.stringify({ sub })).toString('base64url') + '.y'
