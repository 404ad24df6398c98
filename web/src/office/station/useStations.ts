import { useQueryClient } from '@tanstack/vue-query'
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
