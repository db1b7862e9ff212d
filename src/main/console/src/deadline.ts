export type Shade = 'late' | 'today' | 'soon' | 'calm'

const DAY = 86_400_000
const CHINA = 8 * 3_600_000

/** Which day it is in China, counted from 1970. */
const day = (moment: number) => Math.floor((moment + CHINA) / DAY)

/** How near the end of a limit is. A limit ends at the first moment at which it is over: midnight belongs to the day before. */
export function shadeOf(dueAt: string, now: number): Shade {
  const due = Date.parse(dueAt)
  if (now >= due) return 'late'
  const days = day(due - 1) - day(now)
  return days === 0 ? 'today' : days === 1 ? 'soon' : 'calm'
}

/** Days between today and the last day, in China; negative when it is over. */
export function daysLeft(dueAt: string, now: number): number {
  return day(Date.parse(dueAt) - 1) - day(now)
}

/** The last day on which it is in time, as a date in China. */
export function lastDay(dueAt: string, language: string): string {
  return new Date(Date.parse(dueAt) - 1).toLocaleDateString(language, { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', weekday: 'short' })
}

export function moment(at: string, language: string): string {
  return new Date(at).toLocaleString(language, { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
}
