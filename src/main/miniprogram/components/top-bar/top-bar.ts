import { words } from '../../i18n/index'
import { isElder, setElder } from '../../utils/look'

Component({
  data: { elder: false, w: words('bar') },
  lifetimes: { attached() { this.setData({ elder: isElder() }) } },
  pageLifetimes: { show() { this.setData({ elder: isElder() }) } },
  methods: {
    turn() {
      setElder(!isElder())
      this.setData({ elder: isElder() })
      this.triggerEvent('look')
    },
  },
})
