import { computed, onScopeDispose, ref, watch, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** One filter of a list, kept in the address: it can be sent to a colleague, and back brings it back. */
export function useFilter(name: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query[name] === 'string' ? route.query[name] : ''),
    set: (value) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
  })
}

const pause = 300

/** The same for a search field: what is typed, and a little later what is asked. */
export function useSearch(name = 'q') {
  const asked = useFilter(name)
  const typed = ref(asked.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (asked.value = now.trim()), pause)
  })
  onScopeDispose(() => clearTimeout(timer))
  return { typed, asked }
}
