import { account } from './api'
import { read, remove, uuid, write } from './store'

/** What a person answered so far; everything may still be missing. */
export interface Answers {
  who: '' | 'SELF' | 'OTHER'
  reporterKind: string
  reporterName: string
  reporterPhone: string
  name: string
  phone: string
  noPhone: boolean
  idNo: string
  idAbsent: string
  unitCode: string
  unitName: string
  unitUnknown: boolean
  address: string
  scanCode: string
  position: { longitude: number; latitude: number; system: string } | null
  riskMain: string
  riskMore: string[]
  story: string
  urgentKind: string
  privacy: boolean
  sensitive: boolean
  truth: boolean
}

export interface Photo { key: string; path: string; state: 'waiting' | 'sent' | 'refused'; trouble: string }

export interface Receipt {
  reportId: string
  receiptNo: string
  submittedAt: string
  promisedBy: string
  nextStep: string
  handlingUnit: { unitCode: string; name: string }
  notes?: { code: string; text: string }[]
}

export interface Trouble { title: string; errors: { pointer: string; message: string }[] }

/** One report on this phone, from its first tap to its last photo. Its key is made once and goes with every attempt. */
export interface Paper {
  key: string
  phase: 'draft' | 'queued' | 'received'
  answers: Answers | null
  screen: string
  photos: Photo[]
  changedAt: number
  attempts: number
  notBefore: number
  trouble: Trouble | null
  receipt: Receipt | null
  forOther: boolean
  /** what is sent, frozen at the tap: the same key must carry the same words */
  body: object | null
  /** a whole message of the server for "please wait", shown as it is */
  wait: string
}

const NOTHING: Answers = {
  who: '', reporterKind: '', reporterName: '', reporterPhone: '', name: '', phone: '', noPhone: false, idNo: '', idAbsent: '',
  unitCode: '', unitName: '', unitUnknown: false, address: '', scanCode: '', position: null, riskMain: '', riskMore: [],
  story: '', urgentKind: '', privacy: false, sensitive: false, truth: false,
}

const list = () => 'papers:' + account()

export function start(): Paper {
  return {
    key: uuid(), phase: 'draft', answers: { ...NOTHING, riskMore: [] }, screen: 'who', photos: [], changedAt: Date.now(), attempts: 0,
    notBefore: 0, trouble: null, receipt: null, forOther: false, body: null, wait: '',
  }
}

/** @returns false when the phone has no room left, which must be said */
export function save(paper: Paper): boolean {
  paper.changedAt = Date.now()
  const kept = write('paper:' + paper.key, paper)
  const keys = read<string[]>(list()) || []
  return (keys.includes(paper.key) || write(list(), [paper.key, ...keys])) && kept
}

export function find(key: string): Paper | null {
  return (read<string[]>(list()) || []).includes(key) ? read<Paper>('paper:' + key) : null
}

export function all(): Paper[] {
  return (read<string[]>(list()) || []).map(key => read<Paper>('paper:' + key)).filter((paper): paper is Paper => paper !== null)
}

/** Drafts only: what is queued leaves by its receipt. */
export function discard(key: string): void {
  const paper = read<Paper>('paper:' + key)
  if (paper) paper.photos.forEach(photo => dropFile(photo.path))
  remove('paper:' + key)
  write(list(), (read<string[]>(list()) || []).filter(other => other !== key))
}

/** The receipt came: the number stays, what was told leaves the phone. */
export function receive(paper: Paper, receipt: Receipt): void {
  paper.phase = 'received'
  paper.receipt = receipt
  paper.answers = null
  paper.body = null
  paper.trouble = null
  paper.wait = ''
  save(paper)
}

/** Between two people on one phone: everything of this account that the server already has, and every draft. */
export function clearAll(): void {
  all().filter(paper => paper.phase === 'draft' || (paper.phase === 'received' && !paper.photos.some(photo => photo.state === 'waiting'))).forEach(paper => discard(paper.key))
}

export function dropFile(path: string): void {
  try {
    wx.getFileSystemManager().removeSavedFile({ filePath: path })
  } catch (gone) {
    // already gone
  }
}

/** 王秀兰 → 王**: enough to know one's own draft, not enough for the next person. */
export function veiled(name: string): string {
  return name ? name.slice(0, 1) + '**' : ''
}
