import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { problemOf } from '@/kit/problem'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'
import type { Tone } from '../list/Mark.vue'

export const payoutTones: Record<Schema<'PayoutState'>, Tone> = {
  draft: 'wait', checked: 'wait', approved: 'wait', exported: 'wait', result_imported: 'wait', closed: 'go', cancelled: 'still',
}

export const lineTones: Record<Schema<'PayoutLineState'>, Tone> = {
  planned: 'still', locking: 'wait', locked: 'wait', unknown: 'wait', paid: 'go', failed: 'bad', returned: 'bad', dropped: 'still',
}

export const usePayouts = () =>
  useList(['office', 'payouts'], (cursor) => ask(api.GET('/supplier/payouts', { params: { query: { limit: 20, cursor } } })))

/** Whom the book owes settled money, and who cannot be paid yet. */
export const useOwed = () => useQuery({ queryKey: ['office', 'payouts', 'owed'], queryFn: () => ask(api.GET('/supplier/payout-owed')) })

/** One batch; while the ledger locks its sums it is looked at again. */
export const usePayout = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'payouts', 'one', id],
    queryFn: () => ask(api.GET('/supplier/payouts/{id}', { params: { path: { id: id.value } } })),
    refetchInterval: (query) => (query.state.data?.waiting_locks ? 2_000 : false),
  })

export const usePayoutLines = (id: Ref<string>) =>
  useList(
    () => ['office', 'payouts', 'lines', id.value],
    (cursor) => ask(api.GET('/supplier/payouts/{id}/lines', { params: { path: { id: id.value }, query: { limit: 50, cursor } } })),
  )

export type Deed = 'check' | 'approve' | 'cancel' | 'export'

export function usePayoutActions() {
  const queries = useQueryClient()
  const reread = () => queries.invalidateQueries({ queryKey: ['office', 'payouts'] })
  return {
    draft: useAction(async (layout: string, key) => {
      const made = await ask(api.POST('/supplier/payouts', { params: { header: { 'Idempotency-Key': key } }, body: { layout } }))
      await reread()
      return made
    }),
    step: useAction(async ({ id, deed }: { id: string; deed: Deed }, key) => {
      const params = { path: { id }, header: { 'Idempotency-Key': key } }
      const now = await ask(
        {
          check: () => api.POST('/supplier/payouts/{id}/check', { params }),
          approve: () => api.POST('/supplier/payouts/{id}/approve', { params }),
          cancel: () => api.POST('/supplier/payouts/{id}/cancel', { params }),
          export: () => api.POST('/supplier/payouts/{id}/export', { params }),
        }[deed](),
      )
      await reread()
      return now
    }),
    answer: useAction(async ({ id, file }: { id: string; file: File }) => {
      const body = new FormData()
      body.append('file', file, file.name)
      const res = await fetch(`/api/v1/supplier/payouts/${id}/results`, { method: 'POST', body, credentials: 'same-origin' })
      const answer = (await res.json()) as Schema<'PayoutResult'>
      if (!res.ok) throw problemOf(res.status, answer)
      await reread()
      return answer
    }),
  }
}
