import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export function useStations(q: Ref<string>) {
  return useList(
    computed(() => ['office', 'stations', q.value]),
    (cursor) => ask(api.GET('/district/stations', { params: { query: { limit: 50, cursor, q: q.value || undefined } } })),
  )
}

export function useCreateStation() {
  const queries = useQueryClient()
  return useAction(async (body: Schema<'StationInput'>) => {
    const made = await ask(api.POST('/district/stations', { body }))
    await queries.invalidateQueries({ queryKey: ['office', 'stations'] })
    return made
  })
}

export const useStation = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'station', id],
    queryFn: () => ask(api.GET('/district/stations/{id}', { params: { path: { id: id.value } } })),
  })

/** Corrects, closes and reopens one station. */
export function useStationActions(id: Ref<string>) {
  const queries = useQueryClient()
  const path = () => ({ params: { path: { id: id.value } } })
  const keep = async (now: Schema<'Station'>) => {
    queries.setQueryData(['office', 'station', now.id], now)
    await queries.invalidateQueries({ queryKey: ['office', 'stations'] })
    return now
  }
  return {
    save: useAction(async (body: Schema<'StationUpdate'>) => keep(await ask(api.PUT('/district/stations/{id}', { ...path(), body })))),
    close: useAction(async (body: Schema<'ReasonInput'>) => keep(await ask(api.POST('/district/stations/{id}/close', { ...path(), body })))),
    reopen: useAction(async () => keep(await ask(api.POST('/district/stations/{id}/reopen', path())))),
  }
}
