import { watchEffect, type MaybeRefOrGetter, toValue } from 'vue'

/** Names the page in the tab and for a screen reader; `suffix` is the front's own name. */
export function useTitle(title: MaybeRefOrGetter<string | undefined>, suffix: string): void {
  watchEffect(() => {
    const now = toValue(title)
    document.title = now ? `${now} · ${suffix}` : suffix
  })
}
