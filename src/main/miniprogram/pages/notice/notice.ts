import { words } from '../../i18n/index'
import { account, askSigned, Problem } from '../../utils/api'
import { look } from '../../utils/look'
import { read, uuid, write } from '../../utils/store'

interface Hanging { takesObjections: boolean; noticeKind: { text: string }; text: Record<string, unknown> }
interface Objection { objectionNo: string; objectionState: { text: string }; finding?: string }
interface Mine { objectionNo: string; state: string; finding: string }

const list = () => 'objections:' + account()

/** A person who reads the paper on the wall may say what is wrong with it. */
Page({
  data: { look: look(), w: words('notice'), no: '', fault: '', lines: [] as string[], open: false, text: '', contact: '', mine: [] as Mine[] },
  key: uuid(),
  busy: false,

  onLoad(query: Record<string, string | undefined>) {
    if (query.no) {
      this.setData({ no: query.no })
      this.find()
    }
  },
  onShow() {
    this.setData({ look: look(), mine: read<Mine[]>(list()) || [] })
  },
  onLook() {
    this.setData({ look: look() })
  },
  writeNo(e: WechatMiniprogram.Input) {
    this.data.no = e.detail.value
  },
  writeText(e: WechatMiniprogram.Input) {
    this.data.text = e.detail.value
  },
  writeContact(e: WechatMiniprogram.Input) {
    this.data.contact = e.detail.value
  },
  async find() {
    const no = this.data.no.replace(/\s/g, '')
    if (!no) return
    this.setData({ fault: '', lines: [] })
    try {
      const { data } = await askSigned<Hanging>('/api/v1/notices/' + encodeURIComponent(no))
      const said = Object.values(data.text).map(value => (Array.isArray(value) ? value.filter(line => typeof line === 'string').join('\n') : value))
      this.setData({ lines: said.filter((value): value is string => typeof value === 'string' && value !== ''), open: data.takesObjections })
    } catch (fault) {
      this.setData({ fault: fault instanceof Problem ? fault.title : this.data.w.offline })
    }
  },
  async send() {
    if (this.busy) return
    if (!this.data.text.trim()) return this.setData({ fault: this.data.w.missing })
    this.busy = true
    const contact = this.data.contact.trim()
    try {
      const { data } = await askSigned<Objection>(`/api/v1/notices/${encodeURIComponent(this.data.no.replace(/\s/g, ''))}/objections`, {
        method: 'POST', key: this.key, body: { text: this.data.text.trim(), ...(contact ? { contact } : {}) },
      })
      this.key = uuid()
      this.keep(data)
      this.setData({ lines: [], text: '', contact: '', fault: '' })
    } catch (fault) {
      this.setData({ fault: fault instanceof Problem && fault.title ? fault.title : this.data.w.failed })
    } finally {
      this.busy = false
    }
  },
  keep(objection: Objection) {
    const row = { objectionNo: objection.objectionNo, state: objection.objectionState.text, finding: objection.finding || '' }
    const mine = [row, ...this.data.mine.filter(other => other.objectionNo !== row.objectionNo)].slice(0, 10)
    write(list(), mine)
    this.setData({ mine })
  },
  async lookAt(e: WechatMiniprogram.TouchEvent) {
    try {
      this.keep((await askSigned<Objection>('/api/v1/objections/' + e.currentTarget.dataset.no)).data)
      this.setData({ fault: '' })
    } catch (fault) {
      this.setData({ fault: fault instanceof Problem ? fault.title : this.data.w.offline })
    }
  },
})
