import createClient, { type Middleware } from 'openapi-fetch'
import { currentLanguage } from '../locales'
import type { components, paths } from './schema'
import { accessToken, keep } from './session'

export type Schema = components['schemas']
export type Problem = Schema['Problem']

const signed: Middleware = {
  async onRequest({ request }) {
    const token = await accessToken()
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    request.headers.set('Accept-Language', currentLanguage())
    return request
  },
  async onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/v1/staff-sessions') keep(null)
    return response
  },
}

/** The contract as functions: every path and field is checked by the compiler. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: request => fetch(request) })
api.use(signed)

/** What is shown when no answer came at all. */
export const noAnswer: Problem = { type: '/problems/no-answer', title: '', status: 0, requestId: '' }

/** The answer, or the problem to show; never throws. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ data?: T; problem?: Problem }> {
  try {
    const { data, error } = await call
    return error === undefined ? { data } : { problem: error as Problem }
  } catch {
    return { problem: noAnswer }
  }
}
