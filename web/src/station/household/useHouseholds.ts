import { useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

type Household = Schema<'StationHousehold'>
type Pages = InfiniteData<Schema<'StationHouseholdList'>>

export function useHouseholds(q: Ref<string>, limit = 20) {
  return useList(
    () => ['station', 'households', q.value, limit],
    (cursor) => ask(api.GET('/station/households', { params: { query: { q: q.value || undefined, limit, cursor } } })),
  )
}

/** Giving or withdrawing a consent; every list that shows the household shows it changed. */
export function useConsent() {
  const client = useQueryClient()
  return useAction(async ({ id, body }: { id: string; body: Schema<'ConsentInput'> }) => {
    const now = await ask(api.POST('/station/households/{id}/consents', { params: { path: { id } }, body }))
    client.setQueriesData<Pages>({ queryKey: ['station', 'households'] }, (data) => data && { ...data, pages: data.pages.map((p) => withHousehold(p, now)) })
    return now
  })
}

function withHousehold(page: Schema<'StationHouseholdList'>, now: Household): Schema<'StationHouseholdList'> {
  return { ...page, items: page.items.map((h) => (h.id === now.id ? now : h)) }
}
