import { nextTick } from 'vue'
import type { Router } from 'vue-router'

/** Says when a new page has come: focus goes to its content, as after a load. */
export function announce(router: Router): void {
  router.afterEach((to, from) => {
    if (to.path === from.path || !from.name) return
    void nextTick(() => document.getElementById('main')?.focus({ preventScroll: true }))
  })
}
