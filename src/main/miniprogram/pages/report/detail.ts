import { fill, words } from '../../i18n/index'
import { askSigned, Problem } from '../../utils/api'
import { look } from '../../utils/look'
import { askForMessages } from '../../utils/messages'
import { dropWritten, fetchReport, keepWritten, keptReport, MyReport, writtenFor } from '../../utils/myreport'
import { flush, watch } from '../../utils/outbox'
import { all, find, Photo, save, start } from '../../utils/papers'
import { takePhoto } from '../../utils/photos'
import { uuid, write } from '../../utils/store'
import { day, dayAndTime, grouped } from '../../utils/words'

type Tap = WechatMiniprogram.TouchEvent

/** One report of mine: where it stands, and all one may still do about it. */
Page({
  data: {
    look: look(), w: words('detail'), fault: '', again: false, number: '', status: '', unit: '', promised: '', forOther: false, now: '', due: '', waiting: '', phone: '',
    question: '', answer: '', said: '', form: '', text: '', score: 0, may: {} as Record<string, string | boolean>, photos: '', next: [] as object[], timeline: [] as object[], consents: [] as object[],
  },
  no: '',
  busy: false,
  unwatch: (() => {}) as () => void,

  onLoad(query: Record<string, string | undefined>) {
    // a message of ours names the report, a list its receipt number
    const named = all().find(paper => paper.receipt && paper.receipt.reportId === query.id)
    this.no = query.no || (named && named.receipt ? named.receipt.receiptNo : '')
    if (!this.no) wx.redirectTo({ url: '/pages/mine/mine' })
  },
  onShow() {
    this.unwatch()
    this.unwatch = watch(() => this.countPhotos())
    this.setData({ look: look() })
    if (this.no) this.load()
  },
  onHide() {
    this.unwatch()
  },
  onUnload() {
    this.unwatch()
  },
  onLook() {
    this.setData({ look: look() })
  },
  async load() {
    const old = keptReport(this.no)
    if (old && !this.data.number) this.show(old)
    this.setData({ again: false })
    try {
      this.setData({ fault: '' })
      this.show(await fetchReport(this.no))
    } catch (fault) {
      const w = this.data.w
      this.setData({ fault: fault instanceof Problem && fault.title ? fault.title : old ? w.offline : w.nothing, again: true })
    }
  },
  show(report: MyReport) {
    const w = this.data.w
    const code = report.status.code
    const over = ['CLOSED', 'WITHDRAWN'].includes(code)
    const journey = report.journey
    const phone = (journey && journey.officePhone) || ''
    if (phone) write('office-phone', phone)
    const face = (score: number) => (score >= 4 ? w.good : score >= 3 ? w.fair : w.bad)
    this.setData({
      number: grouped(report.receiptNo), status: report.status.text, unit: fill(w.unit, { unit: report.handlingUnit.name }), forOther: report.forOther,
      promised: over ? '' : fill(w.promised, { day: day(report.promisedBy) }), now: journey ? journey.now : '', phone,
      due: journey ? journey.dueText || (journey.dueBy ? fill(w.due, { day: day(journey.dueBy) }) : '') : '',
      waiting: journey ? [journey.waiting, journey.late].filter(Boolean).map(word => (word as { text: string }).text).join(' ') : '',
      question: (journey && journey.question) || '', answer: report.answer || '', next: journey ? journey.next : [],
      said: this.data.said || (report.rating ? fill(w.rated, { word: face(report.rating.score) + '，' + (report.rating.solved ? w.solved : w.notSolved) }) : ''),
      timeline: report.timeline.map(event => ({ ...event, at: dayAndTime(event.at) })),
      may: {
        supplement: !over, withdraw: !over, photo: !over && report.photos.length < 3,
        rate: journey && journey.rateBy ? `（${fill(w.rateBy, { day: day(journey.rateBy) })}）` : '',
        appeal: journey && journey.appealBy ? `（${fill(w.appealBy, { day: day(journey.appealBy) })}）` : '',
      },
      consents: Object.entries(w.consents).filter(([kind]) => !(report.withdrawnConsents || []).includes(kind)).map(([kind, text]) => ({ code: kind, text })),
      photos: report.photos.length ? `（${fill(w.photoN, { n: report.photos.length })}）` : '',
    })
  },
  openForm(e: Tap) {
    const form = e.currentTarget.dataset.value as string
    this.setData({ form, fault: '', said: '', score: 0, text: form === 'rate' ? '' : writtenFor(this.no, form).text })
  },
  closeForm() {
    this.setData({ form: '', fault: '' })
  },
  write(e: WechatMiniprogram.Input) {
    this.data.text = e.detail.value
    if (this.data.form !== 'rate') keepWritten(this.no, this.data.form, { ...writtenFor(this.no, this.data.form), text: e.detail.value })
  },
  /** One thing at a time; what cannot be sent stays on the screen. */
  async act(send: () => Promise<string>) {
    if (this.busy) return
    this.busy = true
    this.setData({ fault: '' })
    try {
      const said = await send()
      this.setData({ form: '', said })
      await this.load()
    } catch (fault) {
      const told = fault instanceof Problem && (fault.errors.map(error => error.message).join(' ') || fault.title)
      this.setData({ fault: told || this.data.w.notSent })
    } finally {
      this.busy = false
    }
  },
  send() {
    const kind = this.data.form
    const words = writtenFor(this.no, kind)
    if (!words.text.trim()) return
    keepWritten(this.no, kind, words)
    this.act(async () => {
      const path = `/api/v1/reports/${this.no}/${kind === 'appeal' ? 'appeal' : 'supplements'}`
      try {
        const answer = await askSigned<{ text?: string }>(path, { method: 'POST', body: { text: words.text.trim() }, key: words.key })
        dropWritten(this.no, kind)
        return (kind === 'appeal' && answer.data.text) || this.data.w.sent
      } catch (fault) {
        // changed after a lost answer: these are new words, so they take a new key
        if (fault instanceof Problem && fault.code === 'idempotency-key-reused') keepWritten(this.no, kind, { key: uuid(), text: words.text })
        throw fault
      }
    })
  },
  withdraw() {
    this.act(async () => {
      await askSigned(`/api/v1/reports/${this.no}/withdrawal`, { method: 'POST', body: {} })
      return this.data.w.sent
    })
  },
  pickScore(e: Tap) {
    this.setData({ score: Number(e.currentTarget.dataset.value) })
  },
  rate(e: Tap) {
    const solved = e.currentTarget.dataset.value === 'yes'
    const text = this.data.text.trim()
    this.act(async () => (await askSigned<{ text: string }>(`/api/v1/reports/${this.no}/rating`, {
      method: 'POST', body: { score: this.data.score, solved, ...(text ? { text } : {}) },
    })).data.text)
  },
  takeBack(e: Tap) {
    const consent = e.currentTarget.dataset.value as string
    this.act(async () => (await askSigned<{ text: string }>(`/api/v1/reports/${this.no}/consent-withdrawal`, { method: 'POST', body: { consent } })).data.text)
  },
  async addPhoto() {
    try {
      const photo: Photo = { key: uuid(), path: await takePhoto(), state: 'waiting', trouble: '' }
      const mine = all().find(paper => paper.receipt && paper.receipt.receiptNo === this.no) || {
        ...start(), phase: 'received' as const, answers: null, forOther: this.data.forOther,
        receipt: { reportId: '', receiptNo: this.no, submittedAt: '', promisedBy: '', nextStep: '', handlingUnit: { unitCode: '', name: '' } },
      }
      mine.photos.push(photo)
      save(mine)
      this.setData({ said: this.data.w.photoWaits })
      await flush(true)
      if ((find(mine.key) || mine).photos.every(one => one.state !== 'waiting')) this.setData({ said: this.data.w.sent })
      this.load()
    } catch (fault) {
      // cancelled, or no privacy consent: everything else goes on
    }
  },
  countPhotos() {
    const mine = all().find(paper => paper.receipt && paper.receipt.receiptNo === this.no)
    const refused = mine && mine.photos.find(photo => photo.state === 'refused')
    if (refused) this.setData({ fault: refused.trouble })
  },
  tell() {
    askForMessages(true).then(yes => {
      this.setData({ said: yes ? this.data.w.told : this.data.w.notTold })
      flush()
    })
  },
  callOffice() {
    wx.makePhoneCall({ phoneNumber: this.data.phone })
  },
  openMine() {
    wx.redirectTo({ url: '/pages/mine/mine' })
  },
})
