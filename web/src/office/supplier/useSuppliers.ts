import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export function useSuppliers(state: Ref<string>, q: Ref<string>) {
  return useList(
    computed(() => ['office', 'suppliers', state.value, q.value]),
    (cursor) => ask(api.GET('/district/suppliers', { params: { query: { limit: 50, cursor, state: (state.value || undefined) as Schema<'SupplierState'> | undefined, q: q.value || undefined } } })),
  )
}

/** One merchant; none while the id is empty. */
export const useSupplier = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'supplier', id],
    queryFn: () => ask(api.GET('/district/suppliers/{id}', { params: { path: { id: id.value } } })),
    enabled: () => id.value !== '',
  })

export function useSupplierActions() {
  const queries = useQueryClient()
  const reread = () => {
    void queries.invalidateQueries({ queryKey: ['office', 'overview'] })
    void queries.invalidateQueries({ queryKey: ['office', 'supplier'] })
    return queries.invalidateQueries({ queryKey: ['office', 'suppliers'] })
  }
  return {
    create: useAction(async (body: Schema<'SupplierInput'>) => {
      const made = await ask(api.POST('/district/suppliers', { body }))
      await reread()
      return made
    }),
    verify: useAction(async ({ id, ...body }: Schema<'SupplierVerdictInput'> & { id: string }) => {
      const now = await ask(api.POST('/district/suppliers/{id}/verify', { params: { path: { id } }, body }))
      await reread()
      return now
    }),
  }
}
