import { fill, words } from '../../i18n/index'
import { look } from '../../utils/look'
import { owed, watch } from '../../utils/outbox'
import { all, discard, veiled } from '../../utils/papers'

let unwatch = () => {}

Page({
  data: { look: look(), w: words('index'), drafts: [] as { key: string; title: string }[], waiting: '', sure: '' },
  onShow() {
    this.refresh()
    unwatch()
    unwatch = watch(() => this.refresh())
  },
  onHide() {
    unwatch()
  },
  onUnload() {
    unwatch()
  },
  onLook() {
    this.setData({ look: look() })
  },
  refresh() {
    const w = this.data.w
    const papers = all()
    const waiting = papers.filter(owed).length
    this.setData({
      look: look(),
      waiting: waiting ? fill(w.waiting, { n: waiting }) : '',
      drafts: papers.filter(paper => paper.phase === 'draft').slice(0, 3).map(paper => ({
        key: paper.key,
        title: paper.answers && paper.answers.name ? fill(w.draftFor, { name: veiled(paper.answers.name) }) : w.draftUnnamed,
      })),
    })
  },
  report() {
    wx.navigateTo({ url: '/pages/report/report' })
  },
  goOn(e: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: '/pages/report/report?key=' + e.currentTarget.dataset.key })
  },
  askDiscard(e: WechatMiniprogram.TouchEvent) {
    this.setData({ sure: e.currentTarget.dataset.key || '' })
  },
  discard(e: WechatMiniprogram.TouchEvent) {
    discard(e.currentTarget.dataset.key as string)
    this.refresh()
  },
  openMine() {
    wx.navigateTo({ url: '/pages/mine/mine' })
  },
  openLookUp() {
    wx.navigateTo({ url: '/pages/look-up/look-up' })
  },
  openNotice() {
    wx.navigateTo({ url: '/pages/notice/notice' })
  },
  openAbout() {
    wx.navigateTo({ url: '/pages/about/about' })
  },
})
