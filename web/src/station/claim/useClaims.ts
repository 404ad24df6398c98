import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export const useClaims = () => useList(['station', 'claims'], (cursor) => ask(api.GET('/station/claims', { params: { query: { limit: 30, cursor } } })))

export function useObjection() {
  const client = useQueryClient()
  return useAction(async ({ id, objection }: { id: string; objection: string }) => {
    const now = await ask(api.POST('/station/claims/{id}/objection', { params: { path: { id } }, body: { objection } }))
    await client.invalidateQueries({ queryKey: ['station', 'claims'] })
    return now
  })
}
