import { NoAnswer, Problem, ask, askSigned, upload } from './api'
import { all, dropFile, find, Paper, receive, Receipt, save } from './papers'
import { deviceId } from './store'
import { flushGrants } from './messages'

/**
 * Sends what waits on this phone, oldest first, one at a time. A report leaves only when its receipt number came; until then every
 * attempt carries the same key and the same words, so the server makes one report of them, however many arrive.
 */
const WAITS = [3, 10, 30, 60, 180, 300]
const watchers: (() => void)[] = []
let running: Promise<void> | null = null
let timer = 0
let busyWith = ''

export function sendingNow(key: string): boolean {
  return busyWith === key
}

export function watch(changed: () => void): () => void {
  watchers.push(changed)
  return () => { watchers.splice(watchers.indexOf(changed), 1) }
}

function tell(): void {
  watchers.slice().forEach(changed => changed())
}

/** Seconds until the next attempt after so many that failed, spread by a fifth so that a village does not knock at once. */
export function backOff(attempts: number): number {
  return WAITS[Math.min(attempts, WAITS.length) - 1] * (0.9 + Math.random() * 0.2)
}

export function owed(paper: Paper): boolean {
  return paper.phase === 'queued' || (paper.phase === 'received' && paper.photos.some(photo => photo.state === 'waiting'))
}

/** @param now do not wait for the back-off: a person asked, or the network came back */
export function flush(now = false): Promise<void> {
  if (now) all().filter(owed).forEach(paper => { paper.notBefore = 0; save(paper) })
  if (!running) {
    running = run().then(() => { running = null; plan() }, () => { running = null; plan() })
  }
  return running
}

async function run(): Promise<void> {
  await flushGrants()
  for (const waiting of all().filter(owed).reverse()) {
    if (waiting.notBefore > Date.now()) continue
    busyWith = waiting.key
    tell()
    try {
      const paper = find(waiting.key)
      if (paper && paper.phase === 'queued') await send(paper)
      const sent = find(waiting.key)
      if (sent && sent.phase === 'received') await sendPhotos(sent)
    } finally {
      busyWith = ''
      tell()
    }
  }
}

function plan(): void {
  clearTimeout(timer)
  const next = Math.min(...all().filter(owed).map(paper => paper.notBefore))
  if (next < Infinity) timer = setTimeout(() => flush(), Math.max(1000, next - Date.now())) as unknown as number
}

async function send(paper: Paper): Promise<void> {
  try {
    const answer = await askSigned<Receipt>('/api/v1/reports', {
      method: 'POST', body: paper.body as object, key: paper.key, headers: { 'Device-Id': deviceId() },
    })
    if (!answer.data || !answer.data.receiptNo) throw new NoAnswer('no receipt in the answer')
    receive(paper, answer.data)
  } catch (fault) {
    if (fault instanceof Problem && fault.code === 'idempotency-key-reused') return fetchReceipt(paper)
    if (fault instanceof Problem && [400, 409, 413, 422].includes(fault.status)) return giveBack(paper, fault)
    wait(paper, fault)
  }
}

/** An earlier attempt arrived with other words: what stands there is the report. */
async function fetchReceipt(paper: Paper): Promise<void> {
  try {
    receive(paper, (await askSigned<Receipt>('/api/v1/reports/by-key/' + paper.key)).data)
  } catch (fault) {
    wait(paper, fault)
  }
}

/** Only the person can mend this: back to a draft, with what to change. */
function giveBack(paper: Paper, problem: Problem): void {
  paper.phase = 'draft'
  paper.body = null
  paper.attempts = 0
  paper.screen = 'check'
  paper.trouble = { title: problem.title, errors: problem.errors.map(({ pointer, message }) => ({ pointer, message })) }
  save(paper)
}

function wait(paper: Paper, fault: unknown): void {
  const asked = fault instanceof Problem ? fault.retryAfterSeconds : 0
  paper.attempts++
  paper.notBefore = Date.now() + 1000 * Math.max(asked, backOff(paper.attempts))
  paper.wait = fault instanceof Problem && fault.status === 429 ? fault.title : ''
  save(paper)
}

async function sendPhotos(paper: Paper): Promise<void> {
  for (const photo of paper.photos.filter(one => one.state === 'waiting')) {
    try {
      await upload(`/api/v1/reports/${(paper.receipt as Receipt).receiptNo}/photos`, photo.path, photo.key)
      photo.state = 'sent'
      dropFile(photo.path)
      save(paper)
      tell()
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.status >= 500 || fault.status === 429 || fault.status === 401 || fault.status === 408) {
        return wait(paper, fault)
      }
      photo.state = 'refused'
      photo.trouble = fault.title
      dropFile(photo.path)
      save(paper)
    }
  }
}

/** Is anybody there? Cheap, and true only when our own server answers. */
export async function reachable(): Promise<boolean> {
  try {
    await ask('/health/live', { timeout: 5000 })
    return true
  } catch (fault) {
    return fault instanceof Problem
  }
}
