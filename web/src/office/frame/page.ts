import { onScopeDispose, ref, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { useTitle } from '@/kit/title'
import { words } from '../words'

/** The last crumb: what the open page shows below its place. Empty on the place itself. */
export const leaf = ref('')

/** Names the page in the tab; with `crumb` it is a page below its place and also names itself there. */
export function usePage(title: MaybeRefOrGetter<string | undefined>, options: { crumb?: boolean } = {}): void {
  useTitle(title, words.name)
  if (!options.crumb) return
  watchEffect(() => (leaf.value = toValue(title) ?? ''))
  onScopeDispose(() => (leaf.value = ''))
}
