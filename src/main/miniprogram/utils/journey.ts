import { idFault, nameFault, phoneFault, plainNumber } from './checks'
import { Dictionary } from './dictionary'
import { Answers, Paper } from './papers'

/** The questions of one report, in order. What a person need not answer does not stand in their way. */
export function questions(a: Answers): string[] {
  return ['who', ...(a.who === 'OTHER' ? ['kind'] : []), 'name', 'phone', 'id', ...(a.who === 'OTHER' ? ['me'] : []),
    'place', 'risk', 'story', 'urgent', 'check', 'consent']
}

/** Screens of one question that takes several. */
const WITHIN: Record<string, string> = { towns: 'place', villages: 'place', type: 'place', unknown: 'place', more: 'risk' }

export function questionOf(screen: string): string {
  return WITHIN[screen] || screen
}

export function stepOf(screen: string): 1 | 2 | 3 | 4 {
  const question = questionOf(screen)
  if (['who', 'kind', 'name', 'phone', 'id', 'me'].includes(question)) return 1
  return question === 'place' ? 2 : ['risk', 'story', 'urgent'].includes(question) ? 3 : 4
}

export function nextOf(screen: string, a: Answers): string {
  const order = questions(a)
  return order[Math.min(order.indexOf(questionOf(screen)) + 1, order.length - 1)]
}

/** '' when there is nothing before it. */
export function backOf(screen: string, a: Answers): string {
  if (screen === 'villages') return 'towns'
  if (screen === 'more') return 'check'
  if (screen in WITHIN) return WITHIN[screen]
  return questions(a)[questions(a).indexOf(screen) - 1] || ''
}

export function placeGiven(a: Answers): boolean {
  return Boolean(a.unitCode || a.unitUnknown || a.address.trim() || a.scanCode)
}

/** The name of the message for what is missing here; '' when one may go on. */
export function faultOf(screen: string, a: Answers): string {
  switch (screen) {
    case 'who': return a.who ? '' : 'required'
    case 'kind': return a.reporterKind ? '' : 'required'
    case 'name': return nameFault(a.name)
    case 'phone': return a.noPhone ? '' : phoneFault(a.phone)
    case 'id': return a.idAbsent ? '' : idFault(a.idNo)
    case 'me': return nameFault(a.reporterName) || phoneFault(a.reporterPhone)
    case 'place': return placeGiven(a) ? '' : 'required'
    case 'risk': return a.riskMain ? '' : 'required'
    case 'story': return a.story.trim().length < 2 ? 'storyMissing' : ''
    case 'urgent': return a.urgentKind ? '' : 'required'
    default: return ''
  }
}

/** The first question not answered yet; 'check' when all are. */
export function firstOpen(a: Answers): string {
  return questions(a).slice(0, -2).find(screen => faultOf(screen, a)) || 'check'
}

/** A field the server complains about → the screen where it is asked. */
export function screenOf(pointer: string): string {
  if (pointer.startsWith('/subject/name')) return 'name'
  if (pointer.startsWith('/subject/phone') || pointer.startsWith('/subject/noPhone')) return 'phone'
  if (pointer.startsWith('/subject/id')) return 'id'
  if (pointer.startsWith('/reporter') || pointer.startsWith('/relation')) return 'me'
  if (pointer.startsWith('/risk')) return 'risk'
  if (pointer.startsWith('/hardship')) return 'story'
  if (pointer.startsWith('/urgent')) return 'urgent'
  if (pointer.startsWith('/consents')) return 'consent'
  return 'place'
}

/** What is sent. Only fields of the contract, only what was answered. */
export function body(paper: Paper, known: Dictionary): object {
  const a = paper.answers as Answers
  const version = (kind: string) => (known.consents.find(consent => consent.kind === kind) || { version: '' }).version
  const subject: Record<string, unknown> = { name: a.name.trim() }
  if (a.noPhone) subject.noPhone = true
  else subject.phone = plainNumber(a.phone)
  if (a.idNo.trim()) subject.idNo = plainNumber(a.idNo)
  if (a.idAbsent) subject.idAbsentReason = a.idAbsent
  const report: Record<string, unknown> = {
    reporterKind: a.who === 'SELF' ? 'SELF' : a.reporterKind,
    subject,
    riskMain: a.riskMain,
    hardshipText: a.story.trim(),
    urgent: a.urgentKind !== 'NONE',
    consents: { privacy: version('privacy'), sensitive: version('sensitive'), truth: version('truth') },
  }
  if (a.who === 'OTHER') report.reporter = { name: a.reporterName.trim(), phone: plainNumber(a.reporterPhone) }
  if (a.unitCode) report.hukouUnit = a.unitCode
  if (a.unitUnknown) report.unitUnknown = true
  if (a.address.trim()) report.addressText = a.address.trim()
  if (a.scanCode) report.scanCode = a.scanCode
  if (a.position) report.position = a.position
  if (a.riskMore.length) report.riskMore = a.riskMore
  if (a.urgentKind !== 'NONE') report.urgentKind = a.urgentKind
  return report
}
