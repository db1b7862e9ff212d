import { fill, words } from '../../i18n/index'
import { askSigned } from '../../utils/api'
import { look } from '../../utils/look'
import { askForMessages } from '../../utils/messages'
import { flush, sendingNow, watch } from '../../utils/outbox'
import { find, Paper } from '../../utils/papers'
import { read, write } from '../../utils/store'
import { day, grouped } from '../../utils/words'

/** One report after the tap on "submit": where it is, honestly, and then the receipt. */
Page({
  data: {
    look: look(), w: words('receipt'), state: 'saved', number: '', promised: '', unit: '', nextStep: '', phone: '', notes: [] as object[], photos: '',
    photosWait: false, refused: '', trouble: '', wait: '', copied: false, said: '',
  },
  key: '',
  asked: false,
  unwatch: (() => {}) as () => void,

  onLoad(query: Record<string, string | undefined>) {
    this.key = query.key || ''
  },
  onShow() {
    this.unwatch()
    this.unwatch = watch(() => this.refresh())
    this.setData({ look: look() })
    this.refresh()
    flush()
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
  refresh() {
    const paper = find(this.key)
    if (!paper) return this.setData({ state: 'gone' })
    const w = this.data.w
    this.setData({ wait: paper.wait, trouble: paper.trouble ? paper.trouble.errors.map(error => error.message).join(' ') || paper.trouble.title : '' })
    if (paper.phase === 'draft') return this.setData({ state: 'draft' })
    if (paper.phase === 'queued' || !paper.receipt) return this.setData({ state: sendingNow(this.key) ? 'sending' : 'saved' })
    const receipt = paper.receipt
    const refused = paper.photos.find(photo => photo.state === 'refused')
    this.setData({
      state: 'received', number: grouped(receipt.receiptNo), promised: fill(w.promised, { day: day(receipt.promisedBy) }),
      unit: fill(w.unit, { unit: receipt.handlingUnit.name }), nextStep: receipt.nextStep, notes: receipt.notes || [],
      photos: paper.photos.length ? fill(w.photosSent, { sent: paper.photos.filter(photo => photo.state === 'sent').length, all: paper.photos.length }) : '',
      photosWait: !sendingNow(this.key) && paper.photos.some(photo => photo.state === 'waiting'),
      refused: refused ? refused.trouble : '',
    })
    this.askPhone(paper)
  },
  /** The office that owes the next step may be called; its number is kept for the button on every screen. */
  askPhone(paper: Paper) {
    if (this.asked || !paper.receipt) return
    this.asked = true
    askSigned<{ journey?: { officePhone?: string } }>('/api/v1/reports/' + paper.receipt.receiptNo)
      .then(answer => {
        const phone = answer.data.journey && answer.data.journey.officePhone
        if (phone) write('office-phone', phone)
        this.setData({ phone: phone || '' })
      })
      .catch(() => this.setData({ phone: read<string>('office-phone') || '' }))
  },
  retry() {
    flush(true)
  },
  mend() {
    wx.redirectTo({ url: '/pages/report/report?key=' + this.key })
  },
  copy() {
    wx.setClipboardData({ data: this.data.number.replace(/ /g, ''), success: () => this.setData({ copied: true }) })
  },
  tell() {
    askForMessages(true).then(yes => {
      this.setData({ said: yes ? this.data.w.told : this.data.w.notTold })
      flush()
    })
  },
  open() {
    const paper = find(this.key)
    if (paper && paper.receipt) wx.navigateTo({ url: '/pages/report/detail?no=' + paper.receipt.receiptNo })
  },
  home() {
    wx.reLaunch({ url: '/pages/index/index' })
  },
})
