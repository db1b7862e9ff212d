import { createRouter, createWebHistory } from 'vue-router'
import { session } from './api/session'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/queue' },
    { path: '/sign-in', name: 'signInStaff', component: () => import('./pages/SignInStaff.vue'), meta: { open: true } },
    { path: '/queue', name: 'listQueue', component: () => import('./pages/ListQueue.vue') },
    { path: '/cases/:caseId', name: 'getCase', component: () => import('./pages/GetCase.vue'), props: true },
    { path: '/:rest(.*)*', name: 'nothing', component: () => import('./pages/Nothing.vue'), meta: { open: true } },
  ],
})

router.beforeEach(to => (to.meta.open || session.tokens ? true : { name: 'signInStaff', query: { to: to.fullPath } }))
