import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useSession } from '@/kit/session'

/** The towns of the caller's region; a town reviewer's region is the town itself. */
export function usePlaces(parent?: Ref<string>) {
  return useQuery({
    queryKey: ['office', 'places', parent ?? ''],
    queryFn: () => ask(api.GET('/district/places', { params: { query: { parent: parent?.value || undefined } } })),
    select: (list) => list.items,
    enabled: () => !parent || parent.value !== '',
    staleTime: 5 * 60_000,
  })
}

/** The town one is bound to, or nothing for the district office. */
export function useOwnTown() {
  const session = useSession()
  return computed(() => (session.active?.region.length === 9 ? session.active.region : ''))
}
