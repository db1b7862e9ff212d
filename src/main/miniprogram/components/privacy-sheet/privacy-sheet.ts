import { fill, words } from '../../i18n/index'

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void
const asking: Resolve[] = []

/** WeChat asks us to show its privacy question when a page first touches photos or position. "No" only closes that one door. */
Component({
  data: { open: false, text: '', w: words('privacy') },
  // WeChat keeps one listener: the page on top holds it
  lifetimes: { attached() { this.listen() } },
  pageLifetimes: { show() { this.listen() } },
  methods: {
    listen() {
      if (!wx.onNeedPrivacyAuthorization) return
      wx.onNeedPrivacyAuthorization(given => {
        // the typings call it a result; it is the function to answer with
        asking.push(given as unknown as Resolve)
        this.setData({ open: true, text: fill(this.data.w.text, { name: '用户隐私保护指引' }) })
      })
    },
    agree() {
      this.answer('agree')
    },
    disagree() {
      this.answer('disagree')
    },
    readAll() {
      wx.openPrivacyContract({})
    },
    answer(event: 'agree' | 'disagree') {
      asking.splice(0).forEach(resolve => resolve(event === 'agree' ? { event, buttonId: 'privacy-agree' } : { event }))
      this.setData({ open: false })
    },
  },
})
