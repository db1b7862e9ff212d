import { fill, words } from '../../i18n/index'
import { grouped } from '../../utils/words'
import { Coded, Dictionary } from '../../utils/dictionary'
import { Answers, Paper } from '../../utils/papers'
import { screenOf } from '../../utils/journey'

type Words = ReturnType<typeof words<'report'>>

/** As they stand on the screen when no dictionary ever came; a new code of the server's joins them at the end. */
export const RISKS = ['ILLNESS', 'DISABILITY', 'SCHOOLING', 'DISASTER', 'HOUSING', 'WATER', 'ACCIDENT', 'SUDDEN_EVENT', 'JOB_UNSTABLE', 'BUSINESS_FAILURE', 'LABOUR_LACK', 'OTHER']
export const URGENTS = ['NO_FOOD', 'NO_MEDICINE', 'NO_SHELTER', 'OTHER']
export const KINDS = ['RELATIVE', 'NEIGHBOUR', 'GROUP_LEADER', 'GRID_WORKER', 'VILLAGE_CADRE', 'WORK_TEAM']

export function options(order: string[], ours: Record<string, string>, theirs: Coded[] = []): Coded[] {
  const codes = theirs.length ? order.filter(code => theirs.some(option => option.code === code)) : order
  return [...codes.map(code => ({ code, text: ours[code] })), ...theirs.filter(option => !order.includes(option.code))]
}

export function questionWords(screen: string, a: Answers, w: Words): { question: string; hint: string } {
  const other = a.who === 'OTHER'
  const all: Record<string, [string, string?]> = {
    who: [w.whoQ, w.whoHint], kind: [w.kindQ], name: [other ? w.nameQOther : w.nameQ, w.nameHint], phone: [other ? w.phoneQOther : w.phoneQ, w.phoneHint],
    id: [other ? w.idQOther : w.idQ, w.idHint], me: [w.meQ, w.meHint], place: [other ? w.placeQOther : w.placeQ, w.placeHint], towns: [w.townQ],
    villages: [w.villageQ], type: [w.typeQ], unknown: [w.unknownQ], risk: [w.riskQ, w.riskHint], more: [w.moreQ, w.moreHint],
    story: [w.storyQ, w.storyHint], urgent: [w.urgentQ, w.urgentHint], check: [w.checkQ], consent: [w.consentQ],
  }
  const [question, hint = ''] = all[screen] || all.who
  return { question, hint }
}

export function reviewRows(paper: Paper, w: Words): { screen: string; label: string; value: string; fault: string }[] {
  const a = paper.answers as Answers
  const tile = (code: string) => (w.tiles as Record<string, string>)[code] || code
  const urgent = a.urgentKind === 'NONE' ? w.notUrgent : (w.urgents as Record<string, string>)[a.urgentKind] || ''
  const rows: [string, string, string][] = [
    ['who', w.whom, a.who === 'SELF' ? w.whoSelf : w.whoOther],
    ['name', w.subject, a.name],
    ['phone', w.contact, a.noPhone ? w.noPhoneSaid : a.phone],
    ['id', w.idNo, a.idNo ? grouped(a.idNo) : w.idNoneSaid],
    ...(a.who === 'OTHER' ? [['me', w.reporter, a.reporterName + ' ' + a.reporterPhone] as [string, string, string]] : []),
    ['place', w.place, a.unitCode ? a.unitName : a.address || w.placeUnknown],
    ['risk', w.risk, tile(a.riskMain)],
    ['more', w.riskMore, a.riskMore.length ? a.riskMore.map(tile).join('、') : w.none],
    ['story', w.story, a.story + (paper.photos.length ? '（' + w.photos + fill(w.photosN, { n: paper.photos.length }) + '）' : '')],
    ['urgent', w.urgent, urgent],
  ]
  const faults = paper.trouble ? paper.trouble.errors : []
  return rows.map(([screen, label, value]) => ({
    screen, label, value, fault: faults.filter(error => screenOf(error.pointer) === screen).map(error => error.message).join(' '),
  }))
}

export function consentRows(a: Answers, known: Dictionary | null, w: Words): { kind: string; title: string; text: string; on: boolean }[] {
  return (known ? known.consents : []).map(({ kind, text }) => ({ kind, title: (w.consentTitles as Record<string, string>)[kind] || '', text, on: a[kind as 'privacy' | 'sensitive' | 'truth'] === true }))
}
