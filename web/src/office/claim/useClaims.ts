import { useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export const useClaims = () => useList(['office', 'claims'], (cursor) => ask(api.GET('/district/claims', { params: { query: { limit: 50, cursor } } })))

export function useDecide() {
  const client = useQueryClient()
  return useAction(async ({ id, ...body }: Schema<'ClaimDecisionInput'> & { id: string }) => {
    const now = await ask(api.POST('/district/claims/{id}/decision', { params: { path: { id } }, body }))
    await client.invalidateQueries({ queryKey: ['office', 'claims'] })
    return now
  })
}
