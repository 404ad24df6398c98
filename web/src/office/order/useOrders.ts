import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

const states = (text: string) => (text ? (text.split(',') as Schema<'OrderState'>[]) : undefined)

export function useOrders(state: Ref<string>, region: Ref<string>, no: Ref<string>) {
  return useList(
    computed(() => ['office', 'orders', state.value, region.value, no.value]),
    (cursor) =>
      ask(
        api.GET('/district/orders', {
          params: {
            query: { limit: 50, cursor, ...(state.value === 'late' ? { late: true } : { state: states(state.value) }), region: region.value || undefined, no: no.value || undefined },
          },
        }),
      ),
  )
}

export function useSales(state: Ref<string>) {
  return useList(
    computed(() => ['office', 'sales', state.value]),
    (cursor) => ask(api.GET('/supplier/orders', { params: { query: { limit: 50, cursor, state: states(state.value) } } })),
  )
}

/** One order, as the office of the region or as its merchant reads it. */
export const useOrder = (id: Ref<string>, own: boolean) =>
  useQuery({
    queryKey: ['office', own ? 'sale' : 'order', id],
    queryFn: () => ask(api.GET(own ? '/supplier/orders/{id}' : '/district/orders/{id}', { params: { path: { id: id.value } } })),
  })
