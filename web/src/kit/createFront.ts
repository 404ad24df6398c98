import { createPinia } from 'pinia'
import { createApp, type Component } from 'vue'
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import './elder'
import { installQuery } from './query'

/** What the three fronts share at start: history under their base, server state, session and cart stores. */
export function createFront(root: Component, base: string, routes: RouteRecordRaw[]): Router {
  const app = createApp(root)
  const router = createRouter({
    history: createWebHistory(base),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  app.use(createPinia())
  installQuery(app)
  app.use(router)
  app.mount('#app')
  return router
}
