import { words } from '../../i18n/index'
import { account } from '../../utils/api'
import { dictionary } from '../../utils/dictionary'
import { look } from '../../utils/look'
import { forgetReports } from '../../utils/myreport'
import { clearAll } from '../../utils/papers'
import { remove } from '../../utils/store'

Page({
  data: { look: look(), w: words('about'), consents: [] as object[], sure: false, cleared: false },
  onShow() {
    const known = dictionary()
    this.setData({ look: look(), consents: known ? known.consents : [] })
  },
  onLook() {
    this.setData({ look: look() })
  },
  readAll() {
    wx.openPrivacyContract({})
  },
  ask() {
    this.setData({ sure: !this.data.sure })
  },
  clear() {
    clearAll()
    forgetReports()
    remove('objections:' + account())
    this.setData({ sure: false, cleared: true })
  },
  home() {
    wx.reLaunch({ url: '/pages/index/index' })
  },
})
