// The part of wx.* that our pages use, over web APIs. window.bench is what a test turns: who holds the phone, what WeChat answers.
const settle = (options, ok, value) => { (ok ? options.success : options.fail)?.(value); options.complete?.(value) }
const local = url => url.replace('http://localhost:8110', '')
const bench = (globalThis.bench = {
  user: localStorage.getItem('bench:user') || 'xiulan',
  subscribe: 'accept', // accept, reject
  scan: '', // what the camera reads; '' is a cancelled scan
  phone: '', // the number WeChat knows; '' is a refusal
  privacy: '', // 'ask': WeChat asks first
  calls: [], copied: '', asked: 0, grown: 1, position: null,
})
const temporary = {}
const online = []
let needPrivacy = null
const withPrivacy = (options, go) => {
  if (bench.privacy !== 'ask' || !needPrivacy) return bench.privacy === 'denied' ? settle(options, false, { errMsg: 'fail privacy permission is not authorized' }) : go()
  needPrivacy(answer => {
    if (answer.event === 'agree') { bench.privacy = ''; go() } else settle(options, false, { errMsg: 'fail privacy permission is not authorized' })
  })
}
const bytes = dataUrl => fetch(dataUrl).then(r => r.blob())
globalThis.wx = {
  getStorageSync: key => JSON.parse(localStorage.getItem('s:' + key) ?? '""'),
  setStorageSync: (key, value) => localStorage.setItem('s:' + key, JSON.stringify(value)),
  removeStorageSync: key => localStorage.removeItem('s:' + key),
  getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
  getAppBaseInfo: () => ({ fontSizeScaleFactor: bench.grown }),
  onNetworkStatusChange: told => online.push(told),
  pageScrollTo: () => scrollTo(0, 0),
  login: o => {
    fetch('/dev/wechat/login-codes', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user: bench.user }) })
      .then(r => (r.ok ? r.json() : Promise.reject(new Error(r.status)))).then(found => settle(o, true, { code: found.code }), e => settle(o, false, { errMsg: 'login:fail ' + e.message }))
  },
  request: o => {
    fetch(local(o.url), {
      method: o.method, signal: AbortSignal.timeout(o.timeout ?? 60000), cache: 'no-store',
      headers: { 'Content-Type': 'application/json', ...o.header }, body: o.method === 'GET' ? undefined : JSON.stringify(o.data),
    }).then(async r => {
      const text = await r.text() // a body broken off is no answer
      let data = text
      try { data = JSON.parse(text) } catch { /* not JSON: as text, as WeChat gives it */ }
      settle(o, true, { statusCode: r.status, data, header: Object.fromEntries([...r.headers].map(([k, v]) => [k === 'etag' ? 'ETag' : k, v])) })
    }).catch(e => settle(o, false, { errMsg: 'request:fail ' + e.message }))
  },
  uploadFile: async o => {
    try {
      const form = new FormData()
      form.append(o.name, await bytes(localStorage.getItem('f:' + o.filePath)), 'photo.jpg')
      const r = await fetch(local(o.url), { method: 'POST', headers: o.header, body: form, signal: AbortSignal.timeout(o.timeout ?? 60000) })
      settle(o, true, { statusCode: r.status, data: await r.text() })
    } catch (e) {
      settle(o, false, { errMsg: 'uploadFile:fail ' + e.message })
    }
  },
  requestSubscribeMessage: o => {
    bench.asked++
    setTimeout(() => settle(o, true, { errMsg: 'ok', ...Object.fromEntries(o.tmplIds.map(id => [id, bench.subscribe])) }))
  },
  makePhoneCall: o => { bench.calls.push(o.phoneNumber); settle(o, true, {}) },
  setClipboardData: o => { bench.copied = o.data; settle(o, true, {}) },
  scanCode: o => settle(o, bench.scan !== '', bench.scan ? { result: bench.scan } : { errMsg: 'scanCode:fail cancel' }),
  getFuzzyLocation: o => withPrivacy(o, () => settle(o, bench.position !== null, bench.position ?? { errMsg: 'fail auth deny' })),
  onNeedPrivacyAuthorization: listener => { needPrivacy = listener },
  openPrivacyContract: () => {},
  chooseMedia: o => withPrivacy(o, () => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*' })
    input.onchange = () => {
      const reader = new FileReader()
      reader.onload = () => {
        const path = 'tmp/' + Math.random()
        temporary[path] = reader.result
        settle(o, true, { tempFiles: [{ tempFilePath: path, size: input.files[0].size }] })
      }
      reader.readAsDataURL(input.files[0])
    }
    input.click()
  }),
  compressImage: o => settle(o, true, { tempFilePath: o.src }),
  getFileSystemManager: () => ({
    saveFile: o => {
      const path = 'kept/' + Math.random()
      localStorage.setItem('f:' + path, temporary[o.tempFilePath])
      settle(o, true, { savedFilePath: path })
    },
    removeSavedFile: o => localStorage.removeItem('f:' + o.filePath),
  }),
}
bench.network = isConnected => online.forEach(told => told({ isConnected }))
// a page reads e.detail.value; the engine copies only what the DOM event itself owns
document.addEventListener('input', e => Object.defineProperty(e, 'value', { value: e.target.value, enumerable: true }), true)
// WeChat's fields show their value attribute, a browser's only as long as nobody typed; and a textarea never does
const shown = element => { if (element.matches?.('input, textarea') && document.activeElement !== element) element.value = element.getAttribute('value') ?? '' }
new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'attributes') shown(change.target)
    for (const added of change.addedNodes) { shown(added); added.querySelectorAll?.('input, textarea').forEach(shown) }
  }
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['value'] })
// the agree button of WeChat fires its own event
document.addEventListener('click', e => {
  const button = e.target.closest?.('[aria-t=privacy-agree]')
  if (button) button.dispatchEvent(new CustomEvent('agreeprivacyauthorization', { bubbles: true }))
})
// and so does the phone button, whose code the sandbox makes
document.addEventListener('click', async e => {
  const button = e.target.closest?.('[aria-t=wechat-phone]')
  if (!button) return
  const made = bench.phone && (await fetch('/dev/wechat/phone-codes', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ phone: bench.phone }) }).then(r => r.json()))
  button.dispatchEvent(Object.assign(new CustomEvent('getphonenumber', { bubbles: true }), made ? { code: made.code } : { errMsg: 'getPhoneNumber:fail user deny' }))
})
