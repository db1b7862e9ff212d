import { fill, words } from '../../i18n/index'
import { HOTLINE } from '../../utils/config'
import { read } from '../../utils/store'

/** On every screen: a person who answers, without a menu between. */
Component({
  data: { sheet: '', w: words('help') },
  methods: {
    callVillage() {
      const phone = read<string>('office-phone')
      if (phone) this.call(phone)
      else this.setData({ sheet: this.data.w.villageUnknown })
    },
    callHotline() {
      this.call(HOTLINE)
    },
    call(phone: string) {
      wx.makePhoneCall({
        phoneNumber: phone,
        fail: fault => {
          if (!/cancel/.test(fault.errMsg)) this.setData({ sheet: fill(this.data.w.wontCall, { phone }) })
        },
      })
    },
    close() {
      this.setData({ sheet: '' })
    },
  },
})
