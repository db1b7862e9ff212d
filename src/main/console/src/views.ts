import type { paths } from './api/schema'

type Query = NonNullable<paths['/api/v1/queue']['get']['parameters']['query']>

/** What the server narrows; every view is a query, so that it never shows less than there is. */
export const views: Record<string, { query: Query; above?: boolean }> = {
  open: { query: {} },
  RECEIVED: { query: { state: 'RECEIVED' } },
  mine: { query: { view: 'MINE' } },
  urgent: { query: { view: 'URGENT' } },
  late: { query: { view: 'LATE' } },
  today: { query: { view: 'DUE_TODAY' } },
  pool: { query: { view: 'POOL' }, above: true },
  bounced: { query: { bounced: 'true' } },
  toCheck: { query: { toCheck: 'true' } },
}
