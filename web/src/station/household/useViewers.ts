import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

/** Who may read a household's passbook, and who may stand witness for one more. */
export const useViewers = (id: Ref<string>) =>
  useQuery({
    queryKey: ['station', 'viewers', id],
    queryFn: () => ask(api.GET('/station/households/{id}/viewers', { params: { path: { id: id.value } } })),
  })

export function useViewerActions(id: Ref<string>) {
  const client = useQueryClient()
  const keep = (now: Schema<'ViewerBoard'>) => {
    client.setQueryData(['station', 'viewers', id.value], now)
    return now
  }
  return {
    name: useAction(async (body: Schema<'ViewerInput'>) => keep(await ask(api.POST('/station/households/{id}/viewers', { params: { path: { id: id.value } }, body })))),
    remove: useAction(async (viewer: string) =>
      keep(await ask(api.DELETE('/station/households/{id}/viewers/{viewer_id}', { params: { path: { id: id.value, viewer_id: viewer } } }))),
    ),
  }
}
