import { fill, words } from '../../i18n/index'
import { askSigned, Problem } from '../../utils/api'
import { scannedBy, unitOfCode } from '../../utils/checks'
import { called, children, dictionary, freshDictionary, suggestions, unit, Unit } from '../../utils/dictionary'
import { backOf, body, faultOf, firstOpen, nextOf, placeGiven, questionOf, stepOf } from '../../utils/journey'
import { look } from '../../utils/look'
import { askForMessages } from '../../utils/messages'
import { flush } from '../../utils/outbox'
import { Answers, dropFile, find, Paper, save, start } from '../../utils/papers'
import { takePhoto } from '../../utils/photos'
import { uuid } from '../../utils/store'
import { consentRows, options, questionWords, reviewRows, RISKS, URGENTS, KINDS } from './view'

type Tap = WechatMiniprogram.TouchEvent
type Input = WechatMiniprogram.Input
type Words = ReturnType<typeof words<'report'>>

Page({
  data: {
    look: look(), w: words('report'), comma: '，', screen: 'who', question: '', hint: '', step: 1, stepText: '', back: false, kept: false, fault: '',
    a: start().answers as Answers, scanned: '', scannedName: '', units: [] as Unit[], again: false, found: [] as Unit[], photos: [] as { key: string; text: string }[],
    kinds: [] as object[], risks: [] as object[], urgents: [] as object[], rows: [] as object[], consents: [] as object[],
  },
  paper: start() as Paper,
  town: '',
  returning: false,
  leaving: false,
  typing: 0,

  onLoad(query: Record<string, string | undefined>) {
    const kept = query.key ? find(query.key) : null
    // fields of a page are shared by its openings: each begins its own
    this.paper = kept && kept.phase === 'draft' ? kept : start()
    if (kept) {
      // somebody who comes back stands where they left; answers given since are not asked again
      if (['towns', 'villages'].includes(kept.screen)) kept.screen = 'place'
    }
    const scanned = scannedBy(query)
    if (scanned) this.takeCode(scanned)
    else if (this.answers().scanCode && !this.answers().unitCode) this.takeCode(this.answers().scanCode)
    this.show(this.paper.screen)
    freshDictionary(!dictionary()).then(() => this.show(this.paper.screen)).catch(() => undefined)
  },
  onShow() {
    this.setData({ look: look() })
  },
  onLook() {
    this.setData({ look: look() })
  },
  answers(): Answers {
    return this.paper.answers as Answers
  },

  /** Every change is on the phone before the next one. */
  keep(changes: Partial<Answers>) {
    Object.assign(this.answers(), changes)
    this.paper.photos = this.paper.photos || []
    const kept = save(this.paper)
    if (!this.data.kept || !kept) this.setData({ kept, ...(kept ? {} : { fault: this.data.w.full }) })
  },
  show(screen: string) {
    const a = this.answers()
    const w: Words = this.data.w
    const moved = screen !== this.paper.screen
    this.paper.screen = screen
    if (moved && find(this.paper.key)) save(this.paper)
    const step = stepOf(screen)
    const { question, hint } = questionWords(screen, a, w)
    this.setData({
      screen, question, hint, step, a, fault: '', found: [], again: false, back: backOf(screen, a) !== '',
      stepText: step === 4 ? w.stepEnd : fill(w.stepOf, { n: step }),
      kinds: options(KINDS, w.kinds, dictionary()?.reporterKinds.filter(kind => kind.code !== 'SELF')),
      urgents: options(URGENTS, w.urgents, dictionary()?.urgentKinds),
      risks: options(RISKS, w.tiles, dictionary()?.riskTypes.filter(risk => risk.code !== 'EPIDEMIC'))
        .filter(risk => screen !== 'more' || risk.code !== a.riskMain)
        .map(risk => ({ ...risk, on: screen === 'more' ? a.riskMore.includes(risk.code) : a.riskMain === risk.code })),
      photos: this.paper.photos.map((photo, i) => ({ key: photo.key, text: fill(w.photoKept, { n: i + 1 }) })),
      rows: screen === 'check' ? reviewRows(this.paper, w) : [],
      consents: screen === 'consent' ? consentRows(a, dictionary(), w) : [],
    })
    if (screen === 'check' && this.paper.trouble) this.setData({ fault: this.paper.trouble.title || w.mend })
    if (screen === 'consent' && !dictionary()) this.setData({ fault: w.consentWait })
    if (moved) wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },
  openScreen(e: Tap) {
    this.show(e.currentTarget.dataset.value)
  },
  next() {
    const fault = faultOf(questionOf(this.data.screen), this.answers()) as keyof Words
    if (fault) return this.setData({ fault: this.data.w[fault] as string })
    this.onward()
  },
  onward() {
    const a = this.answers()
    if (this.data.screen === 'check') {
      const open = firstOpen(a)
      if (open !== 'check') return this.show(open)
      return this.show('consent')
    }
    this.show(this.returning ? firstOpen(a) : nextOf(this.data.screen, a))
    if (this.data.screen === 'check') this.returning = false
  },
  goBack() {
    const back = backOf(this.data.screen, this.answers())
    if (this.returning && questionOf(this.data.screen) === this.data.screen) this.show('check')
    else if (back) this.show(back)
  },
  change(e: Tap) {
    this.returning = true
    this.paper.trouble = null
    this.show(e.currentTarget.dataset.value)
  },
  write(e: Input) {
    this.keep({ [e.currentTarget.dataset.field as string]: e.detail.value } as Partial<Answers>)
    if (e.currentTarget.dataset.field === 'phone') this.answers().noPhone = false
    if (e.currentTarget.dataset.field === 'idNo') this.answers().idAbsent = ''
    if (this.data.fault) this.setData({ fault: '' })
  },

  pickWho(e: Tap) {
    this.keep({ who: e.currentTarget.dataset.value as Answers['who'] })
    this.paper.forOther = this.answers().who === 'OTHER'
    this.onward()
  },
  pickKind(e: Tap) {
    this.keep({ reporterKind: e.currentTarget.dataset.value as string })
    this.onward()
  },
  /** Refused or failed, the field is still there to be typed into; what was typed meanwhile stays. */
  async takeWechatPhone(e: WechatMiniprogram.CustomEvent<{ code?: string }>) {
    const field = e.currentTarget.dataset.field as 'phone' | 'reporterPhone'
    const screen = this.data.screen
    const typed = this.answers()[field]
    const code = e.detail.code
    try {
      if (!code) throw new Error('refused')
      const { data } = await askSigned<{ phone: string }>('/api/v1/me/wechat-phone', { method: 'POST', body: { code }, timeout: 8000 })
      if (this.data.screen !== screen || this.answers()[field] !== typed) return
      this.keep({ [field]: data.phone, ...(field === 'phone' ? { noPhone: false } : {}) } as Partial<Answers>)
      this.setData({ a: this.answers(), fault: '' })
    } catch (none) {
      if (this.data.screen === screen) this.setData({ fault: none instanceof Problem && none.status === 429 ? none.title : this.data.w.wechatPhoneNone })
    }
  },
  noPhone() {
    this.keep({ noPhone: true, phone: '' })
    this.onward()
  },
  noId() {
    this.keep({ idNo: '', idAbsent: this.answers().who === 'OTHER' ? 'PROXY_UNKNOWN' : 'NOT_AT_HAND' })
    this.onward()
  },
  keepId() {
    this.keep({ idAbsent: 'UNCERTAIN' })
    this.onward()
  },

  scan() {
    wx.scanCode({
      scanType: ['qrCode', 'wxCode' as 'qrCode'],
      success: read => {
        const path = (read as unknown as { path?: string }).path || ''
        const scene = /[?&]scene=([^&]+)/.exec(path)
        this.takeCode(scene ? decodeURIComponent(scene[1]) : read.result || '')
      },
    })
  },
  takeCode(scanned: string) {
    const code = unitOfCode(scanned)
    if (!code) return this.setData({ fault: this.data.w.scanBad })
    this.answers().scanCode = scanned.slice(0, 128)
    this.setData({ scanned: code, scannedName: '', fault: '' })
    unit(code).then(found => this.setData({ scannedName: called(found) })).catch(() => undefined)
  },
  takeScanned() {
    this.keep({ unitCode: this.data.scanned, unitName: this.data.scannedName || this.data.scanned, unitUnknown: false, address: '' })
    this.setData({ scanned: '' })
    this.onward()
  },
  leaveScanned() {
    this.keep({ scanCode: '', unitCode: '', unitName: '' })
    this.setData({ scanned: '' })
  },
  openTowns() {
    this.town = ''
    this.show('towns')
    this.loadUnits()
  },
  async loadUnits() {
    this.setData({ units: [], again: false, hint: this.data.w.listWait })
    const screen = this.data.screen
    try {
      const above = this.town ? [this.town] : ((await freshDictionary()).servedUnits || []).map(served => served.unitCode)
      const lists = await Promise.all(above.map(code => children(code)))
      if (this.data.screen === screen) this.setData({ units: ([] as Unit[]).concat(...lists), hint: '' })
    } catch (noAnswer) {
      if (this.data.screen === screen) this.setData({ again: true, hint: this.data.w.listOffline })
    }
  },
  pickUnit(e: Tap) {
    const { code, name } = e.currentTarget.dataset as { code: string; name: string }
    if (this.data.screen === 'towns') {
      this.town = code
      this.keep({ unitName: name })
      this.show('villages')
      this.loadUnits()
      return
    }
    const town = this.answers().unitName
    this.keep({ unitCode: code, unitName: town + name, unitUnknown: false, address: '', scanCode: '' })
    this.onward()
  },
  typed(e: Input) {
    this.keep({ address: e.detail.value, unitCode: '', unitName: '', unitUnknown: false })
    const wanted = ++this.typing
    const text = e.detail.value.trim()
    if (!text) return this.setData({ found: [] })
    setTimeout(() => {
      if (wanted !== this.typing) return
      suggestions(text).then(found => { if (wanted === this.typing && this.data.screen === 'type') this.setData({ found: found.map(one => ({ ...one, fullName: called(one) })) }) }).catch(() => undefined)
    }, 300)
  },
  pickFound(e: Tap) {
    const { code, name } = e.currentTarget.dataset as { code: string; name: string }
    this.keep({ unitCode: code, unitName: name, unitUnknown: false })
    this.onward()
  },
  useTyped() {
    if (!this.answers().address.trim()) return this.setData({ fault: this.data.w.required })
    this.keep({ unitCode: '', unitName: '' })
    this.onward()
  },
  placeUnknown() {
    this.keep({ unitCode: '', unitName: '', scanCode: '', unitUnknown: true })
    this.onward()
  },
  takePosition() {
    wx.getFuzzyLocation({
      type: 'gcj02',
      success: at => {
        this.keep({ position: { longitude: at.longitude, latitude: at.latitude, system: 'GCJ02' } })
        this.setData({ a: this.answers() })
      },
      fail: () => this.setData({ fault: this.data.w.positionNone }),
    })
  },

  pickRisk(e: Tap) {
    const code = e.currentTarget.dataset.value as string
    const a = this.answers()
    if (this.data.screen === 'more') {
      const more = a.riskMore.includes(code) ? a.riskMore.filter(other => other !== code) : [...a.riskMore, code].slice(-2)
      this.keep({ riskMore: more })
      return this.show('more')
    }
    this.keep({ riskMain: code, riskMore: a.riskMore.filter(other => other !== code) })
    this.onward()
  },
  addPhoto() {
    takePhoto().then(path => {
      this.paper.photos.push({ key: uuid(), path, state: 'waiting', trouble: '' })
      this.keep({})
      this.show('story')
    }).catch((fault: Error) => { if (fault.message !== 'cancelled') this.setData({ fault: this.data.w.photoFail }) })
  },
  removePhoto(e: Tap) {
    const key = e.currentTarget.dataset.key as string
    this.paper.photos.filter(photo => photo.key === key).forEach(photo => dropFile(photo.path))
    this.paper.photos = this.paper.photos.filter(photo => photo.key !== key)
    this.keep({})
    this.show('story')
  },
  pickUrgent(e: Tap) {
    this.keep({ urgentKind: e.currentTarget.dataset.value as string })
    this.onward()
  },
  agree(e: Tap) {
    const kind = e.currentTarget.dataset.value as 'privacy' | 'sensitive' | 'truth'
    this.keep({ [kind]: !this.answers()[kind] } as Partial<Answers>)
    this.setData({ fault: '', consents: consentRows(this.answers(), dictionary(), this.data.w) })
  },

  submit() {
    const a = this.answers()
    const known = dictionary()
    if (this.leaving || this.paper.phase !== 'draft') return
    if (!known) {
      freshDictionary(true).then(() => this.show('consent')).catch(() => this.setData({ fault: this.data.w.consentWait }))
      return
    }
    if (!(a.privacy && a.sensitive && a.truth)) return this.setData({ fault: this.data.w.consentAll })
    const open = placeGiven(a) ? firstOpen(a) : 'place'
    if (open !== 'check') return this.show(open)
    this.leaving = true
    this.paper.body = body(this.paper, known)
    this.paper.phase = 'queued'
    this.paper.trouble = null
    if (!save(this.paper)) {
      this.leaving = false
      this.paper.phase = 'draft'
      return this.setData({ fault: this.data.w.full })
    }
    // within the tap itself, or WeChat does not ask
    askForMessages().then(() => flush())
    flush(true)
    wx.redirectTo({ url: '/pages/report/receipt?key=' + this.paper.key })
  },
})
