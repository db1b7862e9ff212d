import { fill, words } from '../../i18n/index'
import { ask, Problem } from '../../utils/api'
import { plainNumber } from '../../utils/checks'
import { look } from '../../utils/look'
import { day } from '../../utils/words'

interface Status { status: { text: string }; promisedBy?: string }
const EMPTY = { number: '', phone: '', fault: '', status: '', promised: '' }

/** For a slip in the hand and whatever phone is near: no sign-in, and nothing stays behind. */
Page({
  data: { look: look(), w: words('look-up'), ...EMPTY },
  asked: 0,

  onShow() {
    this.setData({ look: look() })
  },
  onLook() {
    this.setData({ look: look() })
  },
  onHide() {
    this.forget()
  },
  onUnload() {
    this.asked++
  },
  forget() {
    this.asked++
    this.setData(EMPTY)
  },
  write(e: WechatMiniprogram.Input) {
    // what is not shown by us need not be drawn again while somebody types
    this.data[e.currentTarget.dataset.field as 'number' | 'phone'] = e.detail.value
    if (this.data.fault) this.setData({ fault: '' })
  },
  async find() {
    const { number, phone, w } = this.data
    if (!plainNumber(number) || !plainNumber(phone)) return this.setData({ fault: w.missing })
    const asked = ++this.asked
    let shown: object
    try {
      const { data } = await ask<Status>('/api/v1/report-status', { method: 'POST', body: { receiptNumber: plainNumber(number), phone: plainNumber(phone) } })
      shown = { ...EMPTY, status: data.status.text, promised: data.promisedBy ? fill(w.promised, { day: day(data.promisedBy) }) : '' }
    } catch (fault) {
      const said = fault instanceof Problem ? fault.errors.map(error => error.message).join(' ') || fault.title : ''
      shown = { number, phone, fault: said || w.offline }
    }
    // somebody who left meanwhile took the slip along
    if (asked === this.asked) this.setData(shown)
  },
})
