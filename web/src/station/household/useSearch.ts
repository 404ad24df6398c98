import { onScopeDispose, ref, watch } from 'vue'

/** What is typed, and a quarter of a second later what is searched for. */
export function useSearch() {
  const typed = ref('')
  const q = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (q.value = now.trim()), now ? 250 : 0)
  })
  onScopeDispose(() => clearTimeout(timer))
  return { typed, q }
}
