import { fill, words } from '../../i18n/index'
import { askSigned } from '../../utils/api'
import { look } from '../../utils/look'
import { flush, owed, sendingNow, watch } from '../../utils/outbox'
import { all, veiled } from '../../utils/papers'
import { day, grouped } from '../../utils/words'

interface Summary { receiptNo: string; submittedAt: string; status: { text: string }; handlingUnit: { name: string }; forOther?: boolean }
interface SummaryPage { items: Summary[]; nextAfter?: string }
interface Row { receiptNo: string; number: string; status: string; about: string }

/** What is still on this phone, and what the server has. */
Page({
  data: { look: look(), w: words('mine'), here: [] as object[], items: [] as Row[], nextAfter: '', fault: '', loading: false, empty: false },
  unwatch: (() => {}) as () => void,

  onShow() {
    this.unwatch()
    this.unwatch = watch(() => this.refresh())
    this.setData({ look: look() })
    this.refresh()
    this.load()
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
    const w = this.data.w
    this.setData({
      here: all().filter(paper => paper.phase === 'draft' || owed(paper)).map(paper => ({
        key: paper.key, phase: paper.phase,
        state: paper.phase === 'draft' ? w.draft : sendingNow(paper.key) ? w.sending : paper.phase === 'queued' ? w.saved
          : fill(w.photosLeft, { sent: paper.photos.filter(photo => photo.state === 'sent').length, all: paper.photos.length }),
        title: paper.receipt ? grouped(paper.receipt.receiptNo) : veiled((paper.answers && paper.answers.name) || ''),
      })),
    })
  },
  async load() {
    this.setData({ fault: '', loading: !this.data.items.length })
    await this.page('')
  },
  more() {
    return this.page(this.data.nextAfter)
  },
  async page(after: string) {
    try {
      const { data } = await askSigned<SummaryPage>('/api/v1/reports?limit=10' + (after ? '&after=' + after : ''))
      this.refresh() // signing in may have told who holds the phone now
      const rows = data.items.map(item => this.row(item))
      const items = after ? this.data.items.concat(rows) : rows
      this.setData({ items, nextAfter: data.nextAfter || '', loading: false, empty: !items.length && !this.data.here.length })
    } catch (fault) {
      this.setData({ fault: this.data.w.offline, loading: false })
    }
  },
  row(item: Summary): Row {
    const about = [fill(this.data.w.submitted, { day: day(item.submittedAt) }), item.handlingUnit.name, item.forOther ? this.data.w.forOther : '']
    return { receiptNo: item.receiptNo, number: grouped(item.receiptNo), status: item.status.text, about: about.filter(Boolean).join(' · ') }
  },
  open(e: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: '/pages/report/detail?no=' + e.currentTarget.dataset.no })
  },
  openHere(e: WechatMiniprogram.TouchEvent) {
    const { key, phase } = e.currentTarget.dataset as { key: string; phase: string }
    wx.navigateTo({ url: (phase === 'draft' ? '/pages/report/report?key=' : '/pages/report/receipt?key=') + key })
  },
  report() {
    wx.navigateTo({ url: '/pages/report/report' })
  },
})
