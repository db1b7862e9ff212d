import { flush } from './utils/outbox'
import { children, freshDictionary } from './utils/dictionary'

App({
  onLaunch() {
    // the first screen never waits for these
    freshDictionary().then(known => Promise.all(known.servedUnits.slice(0, 3).map(unit => children(unit.unitCode)))).catch(() => undefined)
    wx.onNetworkStatusChange(change => { if (change.isConnected) flush(true) })
  },
  onShow() {
    flush()
  },
})
