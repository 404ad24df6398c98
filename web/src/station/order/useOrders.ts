import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export function useOrders(states: Ref<readonly Schema<'OrderState'>[]>) {
  return useList(
    () => ['station', 'orders', states.value],
    (cursor) => ask(api.GET('/station/orders', { params: { query: { state: [...states.value], limit: 50, cursor } } })),
  )
}

export function useOrder(id: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['station', 'order', id.value]),
    queryFn: () => ask(api.GET('/station/orders/{id}', { params: { path: { id: id.value } } })),
  })
}

/** What the station does with an order; each answers with the order as it then stands. */
export function useOrderActions(id: Ref<string>) {
  const client = useQueryClient()
  const take = (order: Schema<'WorkOrder'>) => {
    client.setQueryData(['station', 'order', order.id], order)
    for (const list of ['orders', 'today', 'stock', 'credits']) void client.invalidateQueries({ queryKey: ['station', list] })
    return order
  }
  const at = (key: string) => ({ path: { id: id.value }, header: { 'Idempotency-Key': key } })

  const pack = useAction(async (body: Schema<'PackInput'>, key) => take(await ask(api.POST('/station/orders/{id}/pack', { params: at(key), body }))))
  const unpack = useAction(async (_: null, key) => take(await ask(api.POST('/station/orders/{id}/unpack', { params: at(key) }))))
  const ship = useAction(async (body: Schema<'ShipInput'>, key) => take(await ask(api.POST('/station/orders/{id}/ship', { params: at(key), body }))))
  const cancel = useAction(async (body: Schema<'CancelInput'>, key) => take(await ask(api.POST('/station/orders/{id}/cancel', { params: at(key), body }))))
  return { pack, unpack, ship, cancel }
}
