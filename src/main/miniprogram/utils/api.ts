import { server } from './config'
import { read, remove, write } from './store'
import { locale } from '../i18n/index'

/** The server said no, in words meant for the person. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, readonly title: string,
    readonly errors: FieldError[], readonly retryAfterSeconds: number) {
    super(code)
  }
}

/** No answer came: no network, too slow, broken off. Whether the server did it is not known. */
export class NoAnswer extends Error {}

export interface FieldError { pointer: string; code: string; message: string }
export interface Answer<T> { status: number; data: T; etag: string }
interface Session { accessToken: string; refreshToken: string }
interface Wish { method?: 'GET' | 'POST'; body?: object; key?: string; headers?: Record<string, string>; timeout?: number }

interface ProblemBody { type?: string; title?: string; errors?: FieldError[]; retryAfterSeconds?: number }

function problem(status: number, data: unknown): Problem {
  const body = (typeof data === 'object' && data ? data : {}) as ProblemBody
  return new Problem(status, (body.type || '').replace('/problems/', ''), body.title || '', body.errors || [], body.retryAfterSeconds || 0)
}

function language(): string {
  return locale() === 'zh-CN' ? 'zh-CN' : locale() + ', zh-CN'
}

/** One request without sign-in. Resolves for 2xx and 304 alone. */
export function ask<T>(path: string, wish: Wish = {}): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const header: Record<string, string> = { 'Accept-Language': language(), ...wish.headers }
    if (wish.key) header['Idempotency-Key'] = wish.key
    wx.request({
      url: server() + path,
      method: wish.method || 'GET',
      data: wish.body as WechatMiniprogram.IAnyObject | undefined,
      header,
      timeout: wish.timeout || 20000,
      success: answer => {
        const headers = answer.header as Record<string, string>
        if (answer.statusCode < 300 || answer.statusCode === 304) {
          resolve({ status: answer.statusCode, data: answer.data as T, etag: headers.ETag || headers.etag || '' })
        } else {
          reject(problem(answer.statusCode, answer.data))
        }
      },
      fail: () => reject(new NoAnswer('no answer')),
    })
  })
}

/** One request as the person this WeChat belongs to; a session that ran out is renewed on the way, unseen. */
export async function askSigned<T>(path: string, wish: Wish = {}): Promise<Answer<T>> {
  return withToken(token => ask<T>(path, { ...wish, headers: { ...wish.headers, Authorization: 'Bearer ' + token } }))
}

/** Sends one file; WeChat gives its answer as text. */
export async function upload<T>(path: string, file: string, key: string): Promise<T> {
  return withToken(token => new Promise<T>((resolve, reject) => {
    wx.uploadFile({
      url: server() + path,
      filePath: file,
      name: 'photo',
      header: { Authorization: 'Bearer ' + token, 'Idempotency-Key': key, 'Accept-Language': language() },
      timeout: 60000,
      success: answer => {
        let data: unknown = null
        try {
          data = JSON.parse(answer.data)
        } catch (notJson) {
          // a proxy's page: judged by its status below
        }
        if (answer.statusCode === 201 && data) resolve(data as T)
        else reject(problem(answer.statusCode, data))
      },
      fail: () => reject(new NoAnswer('no answer')),
    })
  }))
}

async function withToken<T>(act: (token: string) => Promise<T>): Promise<T> {
  const session = read<Session>('session') || (await signIn())
  try {
    return await act(session.accessToken)
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.status !== 401) throw fault
    return act((await renew(session)).accessToken)
  }
}

let signing: Promise<Session> | null = null

/** Whatever asks at the same moment shares one sign-in: a refresh token works once. */
function once(make: () => Promise<Session>): Promise<Session> {
  if (!signing) {
    signing = make().then(done => { signing = null; return done }, fault => { signing = null; throw fault })
  }
  return signing
}

function renew(old: Session): Promise<Session> {
  const current = read<Session>('session')
  if (current && current.accessToken !== old.accessToken) return Promise.resolve(current)
  return once(async () => {
    try {
      const answer = await ask<Session>('/api/v1/sessions/refresh', { method: 'POST', body: { refreshToken: old.refreshToken } })
      return keep(answer.data)
    } catch (fault) {
      if (fault instanceof NoAnswer || (fault instanceof Problem && fault.status >= 500)) throw fault
      remove('session')
      return fresh()
    }
  })
}

export function signIn(): Promise<Session> {
  return once(fresh)
}

async function fresh(): Promise<Session> {
  const code = await new Promise<string>((resolve, reject) => {
    wx.login({ timeout: 15000, success: login => resolve(login.code), fail: () => reject(new NoAnswer('no login')) })
  })
  try {
    return keep((await ask<Session>('/api/v1/resident-sessions', { method: 'POST', body: { code } })).data)
  } catch (fault) {
    // whatever the reason: it says nothing about the report that waits behind it
    throw new NoAnswer('no session')
  }
}

function keep(session: Session): Session {
  write('session', { accessToken: session.accessToken, refreshToken: session.refreshToken })
  const person = subjectOf(session.accessToken)
  const before = read<string>('account')
  if (!before) {
    // what was written before the first sign-in is this person's
    const early = read<string[]>('papers:')
    if (early) {
      write('papers:' + person, early)
      remove('papers:')
    }
  }
  write('account', person)
  return session
}

/** Who the token speaks for: the key under which this phone keeps drafts. Never trusted, only compared. */
export function subjectOf(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  let bits = 0
  let held = 0
  let text = ''
  for (const letter of (token.split('.')[1] || '').replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')) {
    held = ((held << 6) | alphabet.indexOf(letter)) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      text += String.fromCharCode((held >> bits) & 255)
    }
  }
  try {
    return String((JSON.parse(text) as { sub?: string }).sub || '')
  } catch (notJson) {
    return ''
  }
}

export function account(): string {
  return read<string>('account') || ''
}
