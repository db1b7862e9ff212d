import { ask, Answer } from './api'
import { read, write } from './store'
import { locale } from '../i18n/index'

export interface Coded { code: string; text: string }
export interface Unit { unitCode: string; name: string; level: number; unitKind: string; selectable: boolean; fullName?: string; shortName?: string }
export interface Dictionary {
  servedUnits: Unit[]
  riskTypes: Coded[]
  reporterKinds: Coded[]
  urgentKinds: Coded[]
  idAbsentReasons: Coded[]
  consents: { kind: string; version: string; text: string }[]
  messageTemplates: { code: string; templateId: string }[]
  limits: Record<string, number>
}
interface Kept<T> { etag: string; at: number; data: T }

const FRESH = 12 * 3600 * 1000
const asked: Record<string, Promise<unknown>> = {}

/** What the server said last, asked again by its ETag when half a day old; the phone works on with the old copy. */
async function kept<T>(name: string, path: string, force = false): Promise<T> {
  const held = read<Kept<T>>(name)
  if (held && !force && Date.now() - held.at < FRESH && Date.now() >= held.at) return held.data
  if (!asked[name]) {
    asked[name] = ask<T>(path, { headers: held ? { 'If-None-Match': held.etag } : {}, timeout: 15000 })
      .then((answer: Answer<T>) => {
        const data = answer.status === 304 && held ? held.data : answer.data
        write(name, { etag: answer.etag || (held ? held.etag : ''), at: Date.now(), data })
        return data
      })
      .finally(() => { delete asked[name] })
  }
  try {
    return (await asked[name]) as T
  } catch (fault) {
    if (held) return held.data
    throw fault
  }
}

export function dictionary(): Dictionary | null {
  const held = read<Kept<Dictionary>>('dictionary:' + locale())
  return held ? held.data : null
}

export function freshDictionary(force = false): Promise<Dictionary> {
  return kept<Dictionary>('dictionary:' + locale(), '/api/v1/dictionary', force)
}

/** The level below, routable units alone. */
export async function children(unitCode: string): Promise<Unit[]> {
  return (await kept<{ items: Unit[] }>('children:' + unitCode, `/api/v1/units/${unitCode}/children`)).items.filter(unit => unit.selectable)
}

export async function unit(unitCode: string): Promise<Unit> {
  const detail = await kept<{ unit: Unit; successorCode?: string }>('unit:' + unitCode, `/api/v1/units/${unitCode}`)
  return detail.successorCode ? unit(detail.successorCode) : detail.unit
}

/** As one says it here: without the province and the banner everybody lives in. */
export function called(place: Unit): string {
  const whole = place.fullName || place.name
  const served = (dictionary()?.servedUnits || []).find(one => one.fullName && whole.startsWith(one.fullName) && whole !== one.fullName)
  return served && served.fullName ? whole.slice(served.fullName.length) : whole
}

/** Never cached: the phone cannot know what somebody types. */
export async function suggestions(text: string): Promise<Unit[]> {
  const answer = await ask<{ items: Unit[] }>(`/api/v1/units?prefix=${encodeURIComponent(text.slice(0, 40))}&limit=6`, { timeout: 8000 })
  return answer.data.items.filter(found => found.level >= 4 && found.selectable)
}
