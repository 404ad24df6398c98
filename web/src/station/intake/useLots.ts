import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

type Lot = Schema<'Lot'>

export function useLots(state: Ref<Schema<'LotState'>>, limit = 20) {
  return useList(
    () => ['station', 'lots', state.value, limit],
    (cursor) => ask(api.GET('/station/lots', { params: { query: { state: state.value, limit, cursor } } })),
  )
}

export function useLot(id: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['station', 'lot', id.value]),
    queryFn: () => ask(api.GET('/station/lots/{id}', { params: { path: { id: id.value } } })),
    refetchInterval: (query) => (isBooking(query.state.data) ? 1_500 : false),
  })
}

/** A lot just sealed: its goods reach the goods ledger a moment later. */
export function isBooking(lot: Lot | undefined): boolean {
  if (lot?.state !== 'sealed') return false
  const { in_stock, packed, in_transit, sold, lost } = lot.balance
  return in_stock + packed + in_transit + sold + lost < lot.quantity
}

export function useProduce() {
  return useQuery({ queryKey: ['station', 'produce'], queryFn: () => ask(api.GET('/station/produce')), staleTime: 600_000 })
}

export function useOpenLot() {
  const client = useQueryClient()
  return useAction(async (body: Schema<'LotInput'>, key) => {
    const lot = await ask(api.POST('/station/lots', { params: { header: { 'Idempotency-Key': key } }, body }))
    client.setQueryData(['station', 'lot', lot.id], lot)
    void client.invalidateQueries({ queryKey: ['station', 'lots'] })
    void client.invalidateQueries({ queryKey: ['station', 'today'] })
    return lot
  })
}

/** Taking in, taking out and sealing; each answers with the lot as it then stands. */
export function useLotActions(id: Ref<string>) {
  const client = useQueryClient()
  const take = (lot: Lot) => {
    client.setQueryData(['station', 'lot', lot.id], lot)
    for (const list of ['lots', 'today', 'stock']) void client.invalidateQueries({ queryKey: ['station', list] })
    return lot
  }

  const contribute = useAction(async (body: Schema<'ContributionInput'>, key) =>
    take(await ask(api.POST('/station/lots/{id}/contributions', { params: { path: { id: id.value }, header: { 'Idempotency-Key': key } }, body }))),
  )
  const remove = useAction(async (ord: number) =>
    take(await ask(api.DELETE('/station/lots/{id}/contributions/{ord}', { params: { path: { id: id.value, ord } } }))),
  )
  const seal = useAction(async (_: null, key) =>
    take(await ask(api.POST('/station/lots/{id}/seal', { params: { path: { id: id.value }, header: { 'Idempotency-Key': key } } }))),
  )
  return { contribute, remove, seal }
}
