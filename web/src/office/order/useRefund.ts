import { useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

/** Gives a part of an order's money back; a second press with the same form gives it once. */
export function useRefund(id: string) {
  const client = useQueryClient()
  return useAction(async (body: Schema<'RefundInput'>, key: string) => {
    const now = await ask(api.POST('/district/orders/{id}/refunds', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body }))
    client.setQueryData(['office', 'order', id], now)
    return now
  })
}
