import { api, ask } from './api/client'
import { session, type Me } from './api/session'

/** The names of x-roles in the contract. */
export type Role = Me['posts'][number]['role']

export const CASE_ROLES: Role[] = ['VILLAGE', 'TOWNSHIP', 'BANNER_DESK']
export const KEEPERS: Role[] = ['TOWNSHIP', 'BANNER_DESK', 'BANNER_ADMIN']
export const PRINTERS: Role[] = ['GRID_WORKER', 'VILLAGE', 'TOWNSHIP', 'BANNER_DESK', 'BANNER_ADMIN']

/** The pages of the bar, in its order, and whose they are; the first of one's own is where one lands. */
export const PAGES: { name: string; roles: Role[] }[] = [
  { name: 'listQueue', roles: CASE_ROLES },
  { name: 'listCallTasks', roles: CASE_ROLES },
  { name: 'getOverview', roles: CASE_ROLES },
  { name: 'listMessages', roles: ['BANNER_DESK'] },
  { name: 'listInformationChecks', roles: ['BANNER_DESK', 'DEPARTMENT'] },
  { name: 'listAdminUnits', roles: ['BANNER_ADMIN'] },
  { name: 'listUnitChanges', roles: ['BANNER_ADMIN'] },
  { name: 'listAuditEvents', roles: ['AUDITOR'] },
  { name: 'listAdminUnits', roles: ['AUDITOR'] },
  { name: 'listUnitPosts', roles: KEEPERS },
  { name: 'getMe', roles: [...PRINTERS, 'DEPARTMENT', 'AUDITOR'] },
]

export const may = (roles: Role[]) => session.me?.posts.some(post => roles.includes(post.role)) ?? false
/** The unit of the first post of such a role. */
export const unitAs = (roles: Role[]) => session.me?.posts.find(post => roles.includes(post.role))?.unit
export const myPages = () => [...new Set(PAGES.filter(page => may(page.roles)).map(page => page.name))]
export const home = () => myPages()[0] ?? 'getMe'

let asking: Promise<void> | null = null

/** Who is signed in is known afterwards, unless the server does not answer. */
export async function known(): Promise<void> {
  if (!session.tokens || session.me) return
  asking ??= ask(api.GET('/api/v1/staff/me')).then(({ data }) => { if (data) session.me = data }).finally(() => { asking = null })
  await asking
}
