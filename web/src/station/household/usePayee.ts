import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

/** The account a household is paid to, and what was paid. */
export const usePayee = (id: Ref<string>) =>
  useQuery({
    queryKey: ['station', 'payee', id],
    queryFn: () => ask(api.GET('/station/households/{id}/payee', { params: { path: { id: id.value } } })),
  })

export function usePayeeActions(id: Ref<string>) {
  const client = useQueryClient()
  const keep = (now: Schema<'HouseholdPayee'>) => {
    client.setQueryData(['station', 'payee', id.value], now)
    void client.invalidateQueries({ queryKey: ['station', 'households'] })
    return now
  }
  return {
    save: useAction(async (body: Schema<'PayeeInput'>) => keep(await ask(api.PUT('/station/households/{id}/payee', { params: { path: { id: id.value } }, body })))),
    request: useAction(async (household: string, key) =>
      keep(await ask(api.POST('/station/households/{id}/payouts', { params: { path: { id: household }, header: { 'Idempotency-Key': key } } }))),
    ),
  }
}
