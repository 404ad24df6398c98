import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export function useProduce(q: Ref<string>) {
  return useList(
    computed(() => ['office', 'produce', q.value]),
    () => ask(api.GET('/district/produce', { params: { query: { q: q.value || undefined } } })),
  )
}

/** What the office's forms choose from; it changes with a release. */
export const useOptions = () => useQuery({ queryKey: ['office', 'options'], queryFn: () => ask(api.GET('/district/options')), staleTime: Infinity })

/** Registers a produce, or with an id corrects it. */
export function useSaveProduce() {
  const queries = useQueryClient()
  return useAction(async ({ id, ...body }: Schema<'ProduceInput'> & { id?: string }) => {
    const now = await ask(id ? api.PUT('/district/produce/{id}', { params: { path: { id } }, body }) : api.POST('/district/produce', { body }))
    await queries.invalidateQueries({ queryKey: ['office', 'produce'] })
    return now
  })
}
