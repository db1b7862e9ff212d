import { zhCN, Words } from './zh-CN'
import { mn } from './mn'
import { read } from '../utils/store'

export type Locale = 'zh-CN' | 'mn'

export function locale(): Locale {
  return read<Locale>('locale') === 'mn' ? 'mn' : 'zh-CN'
}

/** The words of one page; a page is given no more, WeChat copies them at every start. */
export function words<K extends keyof Words>(page: K): Words[K] {
  return locale() === 'mn' ? (over(zhCN[page], mn[page] as object | undefined) as Words[K]) : zhCN[page]
}

function over(below: object, above: object | undefined): object {
  const all: Record<string, unknown> = { ...below, ...above }
  for (const [name, value] of Object.entries(below)) {
    if (typeof value === 'object') all[name] = over(value as object, (above as Record<string, object> | undefined)?.[name])
  }
  return all
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
