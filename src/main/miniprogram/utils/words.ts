/** 2026-12-08 or a moment → 12月8日; the year only when it is another one. */
export function day(text: string, now = new Date()): string {
  if (!text) return ''
  const date = text.length === 10 ? new Date(text + 'T00:00:00+08:00') : new Date(text)
  const local = new Date(date.getTime() + 8 * 3600 * 1000) // the server's clock is Asia/Shanghai's, whatever the phone's is
  const year = local.getUTCFullYear()
  return (year === now.getFullYear() ? '' : year + '年') + (local.getUTCMonth() + 1) + '月' + local.getUTCDate() + '日'
}

export function dayAndTime(text: string, now = new Date()): string {
  const local = new Date(new Date(text).getTime() + 8 * 3600 * 1000)
  const two = (n: number) => (n < 10 ? '0' + n : String(n))
  return day(text, now) + ' ' + two(local.getUTCHours()) + ':' + two(local.getUTCMinutes())
}

/** In fours, as one reads it out on the telephone. */
export function grouped(receiptNo: string): string {
  return receiptNo.replace(/(.{4})(?=.)/g, '$1 ')
}
