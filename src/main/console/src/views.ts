import type { Schema } from './api/client'
import { daysLeft, shadeOf } from './deadline'

type CaseSummary = Schema['CaseSummary']

/** What the server narrows, and what is narrowed among the rows that came. */
export interface View {
  query: { state?: 'RECEIVED'; bounced?: string; toCheck?: string }
  keep: (one: CaseSummary, now: number) => boolean
}

const all = () => true

export const views: Record<string, View> = {
  open: { query: {}, keep: all },
  RECEIVED: { query: { state: 'RECEIVED' }, keep: all },
  mine: { query: {}, keep: one => one.claimedByMe === true },
  urgent: { query: {}, keep: one => one.urgent },
  late: { query: {}, keep: (one, now) => shadeOf(one.dueAt, now) === 'late' },
  today: { query: {}, keep: (one, now) => daysLeft(one.dueAt, now) === 0 && shadeOf(one.dueAt, now) !== 'late' },
  bounced: { query: { bounced: 'true' }, keep: all },
  toCheck: { query: { toCheck: 'true' }, keep: all },
}
