import { read, write } from './store'
import { locale } from '../i18n/index'

/** The classes every page wears: elder view, WeChat's own font size, the vertical panel of Mongolian script. */
export function look(): string {
  return [isElder() ? 'elder' : '', scale(), locale() === 'mn' ? 'mn' : ''].filter(Boolean).join(' ')
}

export function isElder(): boolean {
  return read<boolean>('elder') === true
}

export function setElder(on: boolean): void {
  write('elder', on)
}

function scale(): string {
  const info = wx.getAppBaseInfo() as { fontSizeScaleFactor?: number }
  const factor = info.fontSizeScaleFactor || 1
  return factor >= 1.35 ? 'k2' : factor >= 1.12 ? 'k1' : ''
}
