import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { CASE_ROLES, home, KEEPERS, known, may, type Role } from './access'
import { session } from './api/session'

const AT_UNITS: Role[] = ['BANNER_ADMIN', 'AUDITOR']
const of = (roles: Role[]) => ({ roles })

/** Each page bears the name of the operation it shows; the server answers the same addresses, see ConsolePages. */
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: { render: () => null } },
  { path: '/sign-in', name: 'signInStaff', component: () => import('./pages/SignInStaff.vue'), meta: { open: true } },
  { path: '/queue', name: 'listQueue', component: () => import('./pages/ListQueue.vue'), meta: of(CASE_ROLES) },
  { path: '/cases/:caseId', name: 'getCase', component: () => import('./pages/GetCase.vue'), props: true, meta: of(CASE_ROLES) },
  { path: '/overview', name: 'getOverview', component: () => import('./pages/GetOverview.vue'), meta: of(CASE_ROLES) },
  { path: '/checks', name: 'listInformationChecks', component: () => import('./pages/ListInformationChecks.vue'), meta: of(['BANNER_DESK', 'DEPARTMENT']) },
  { path: '/call-tasks', name: 'listCallTasks', component: () => import('./pages/ListCallTasks.vue'), meta: of(CASE_ROLES) },
  { path: '/messages', name: 'listMessages', component: () => import('./pages/ListMessages.vue'), meta: of(['BANNER_DESK']) },
  { path: '/units', name: 'listAdminUnits', component: () => import('./pages/ListAdminUnits.vue'), meta: of(AT_UNITS) },
  { path: '/unit-changes', name: 'listUnitChanges', component: () => import('./pages/ListUnitChanges.vue'), meta: of(AT_UNITS) },
  { path: '/people', name: 'listUnitPosts', component: () => import('./pages/ListUnitPosts.vue'), meta: of(KEEPERS) },
  { path: '/audit', name: 'listAuditEvents', component: () => import('./pages/ListAuditEvents.vue'), meta: of(['AUDITOR']) },
  { path: '/me', name: 'getMe', component: () => import('./pages/GetMe.vue') },
  { path: '/:rest(.*)*', name: 'nothing', component: () => import('./pages/Nothing.vue'), meta: { open: true } },
]

export const router = createRouter({ history: createWebHistory(), routes })

/** A page of somebody else's leads to one's own, never to a refusal. */
router.beforeEach(async to => {
  if (to.meta.open) return true
  if (!session.tokens) return { name: 'signInStaff', query: { to: to.fullPath } }
  await known()
  if (!session.me) return session.tokens ? to.name !== 'home' || { name: 'getMe' } : { name: 'signInStaff', query: { to: to.fullPath } }
  const roles = to.meta.roles as Role[] | undefined
  return to.name === 'home' || (roles && !may(roles)) ? { name: home(), replace: true } : true
})
