import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

export function useHouseholds(region: Ref<string>, q: Ref<string>) {
  return useList(
    computed(() => ['office', 'households', region.value, q.value]),
    (cursor) => ask(api.GET('/district/households', { params: { query: { limit: 50, cursor, region: region.value || undefined, q: q.value || undefined } } })),
  )
}

/** Reading a household's file is recorded, so it is read when its page opens and not again by itself. */
export const useHousehold = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'household', id],
    queryFn: () => ask(api.GET('/district/households/{id}', { params: { path: { id: id.value } } })),
    refetchOnWindowFocus: false,
    staleTime: 5 * 60_000,
  })
