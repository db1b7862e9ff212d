import { reactive } from 'vue'
import type { components } from './schema'

type Tokens = components['schemas']['Tokens']
export type Me = components['schemas']['Me']

const KEY = 'session'
/** A token this near its end is renewed before it is used. */
const MARGIN = 60_000

/** Who is signed in, in this tab alone: closing the tab signs out. */
export const session = reactive<{ tokens: Tokens | null; me: Me | null }>({ tokens: kept(), me: null })

function kept(): Tokens | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
  } catch {
    return null
  }
}

export function keep(tokens: Tokens | null) {
  session.tokens = tokens
  if (tokens) sessionStorage.setItem(KEY, JSON.stringify(tokens))
  else {
    sessionStorage.removeItem(KEY)
    session.me = null
  }
}

let renewing: Promise<void> | null = null

/** A token that is good for the next call; null when signed out. Several callers renew once. */
export async function accessToken(now = Date.now()): Promise<string | null> {
  if (!session.tokens) return null
  if (Date.parse(session.tokens.accessExpiresAt) - now < MARGIN) {
    renewing ??= renew().finally(() => { renewing = null })
    await renewing
  }
  return session.tokens?.accessToken ?? null
}

async function renew() {
  const answer = await fetch('/api/v1/sessions/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken: session.tokens?.refreshToken }),
  })
  if (answer.status === 201) keep(await answer.json())
  else if (answer.status === 401) keep(null)
}
