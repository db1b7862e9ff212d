import { account, askSigned } from './api'
import { Coded } from './dictionary'
import { read, remove, uuid, write } from './store'

export interface MyReport {
  receiptNo: string
  submittedAt: string
  status: Coded
  handlingUnit: { name: string }
  promisedBy: string
  forOther: boolean
  answer?: string
  timeline: { at: string; code: string; text: string }[]
  journey?: {
    now: string; officePhone?: string; dueBy?: string; dueText?: string; waiting?: Coded; late?: Coded; question?: string; next: Coded[]
    note?: string; rateBy?: string; appealBy?: string
  }
  rating?: { score: number; solved: boolean }
  withdrawnConsents?: string[]
  photos: object[]
}

const kept = (no: string) => `report:${account()}:${no}`

export async function fetchReport(no: string): Promise<MyReport> {
  const { data } = await askSigned<MyReport>('/api/v1/reports/' + no)
  keepReport(data)
  return data
}

export function keptReport(no: string): MyReport | null {
  return read<MyReport>(kept(no))
}

/** What was seen last stays for a day without network, without what was told: only where it stands. */
export function keepReport(report: MyReport): void {
  const { receiptNo, submittedAt, status, handlingUnit, promisedBy, forOther, timeline, journey } = report
  write(kept(receiptNo), { receiptNo, submittedAt, status, handlingUnit, promisedBy, forOther, timeline, journey, photos: [] })
  const known = read<string[]>('reports:' + account()) || []
  if (!known.includes(receiptNo)) write('reports:' + account(), [receiptNo, ...known].slice(0, 30))
}

export function forgetReports(): void {
  for (const no of read<string[]>('reports:' + account()) || []) {
    remove(kept(no))
    remove(written(no, 'supplement'))
    remove(written(no, 'appeal'))
  }
  remove('reports:' + account())
}

interface Written { key: string; text: string }
const written = (no: string, kind: string) => `written:${account()}:${no}:${kind}`

/** Words under way keep their key until the server has them. */
export function writtenFor(no: string, kind: string): Written {
  return read<Written>(written(no, kind)) || { key: uuid(), text: '' }
}

export function keepWritten(no: string, kind: string, words: Written): void {
  write(written(no, kind), words)
}

export function dropWritten(no: string, kind: string): void {
  remove(written(no, kind))
}
