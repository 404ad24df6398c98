import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useSession } from '@/kit/session'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

type State = Schema<'OrderState'>

export function useOrders(states: Ref<readonly State[]>) {
  const session = useSession()
  return useList(
    () => ['me', 'orders', states.value],
    (cursor) =>
      ask(api.GET('/me/orders', { params: { query: { state: states.value.length ? [...states.value] : undefined, limit: 20, cursor } } })),
    { enabled: () => session.signedIn },
  )
}

export function useOrder(id: Ref<string>) {
  const session = useSession()
  return useQuery({
    queryKey: computed(() => ['me', 'order', id.value]),
    queryFn: () => ask(api.GET('/me/orders/{id}', { params: { path: { id: id.value } } })),
    enabled: () => session.signedIn,
  })
}

/** Cancelling and signing off; the answer is the order as it is now. */
export function useOrderActions(id: Ref<string>) {
  const client = useQueryClient()
  const take = (order: Schema<'Order'>) => {
    client.setQueryData(['me', 'order', id.value], order)
    void client.invalidateQueries({ queryKey: ['me', 'orders'] })
    return order
  }
  const at = (key: string) => ({ path: { id: id.value }, header: { 'Idempotency-Key': key } })

  const cancel = useAction(async (_: null, key) => take(await ask(api.POST('/me/orders/{id}/cancel', { params: at(key) }))))
  const sign = useAction(async (_: null, key) => take(await ask(api.POST('/me/orders/{id}/sign', { params: at(key) }))))
  return { cancel, sign }
}
