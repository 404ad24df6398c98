import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export function useUsers(q: Ref<string>) {
  return useList(
    computed(() => ['office', 'users', q.value]),
    (cursor) => ask(api.GET('/district/users', { params: { query: { limit: 50, cursor, q: q.value || undefined } } })),
  )
}

/** One person; nobody while the id is empty. */
export const useUser = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'user', id],
    queryFn: () => ask(api.GET('/district/users/{id}', { params: { path: { id: id.value } } })),
    enabled: () => id.value !== '',
  })

export function useCreateUser() {
  const queries = useQueryClient()
  return useAction(async (body: Schema<'UserInput'>) => {
    const made = await ask(api.POST('/district/users', { body }))
    await queries.invalidateQueries({ queryKey: ['office', 'users'] })
    return made
  })
}

/** Keeps somebody out, lets them in again, takes one role away. */
export function useUserActions() {
  const queries = useQueryClient()
  const keep = async (now: Schema<'User'>) => {
    queries.setQueryData(['office', 'user', now.id], now)
    await queries.invalidateQueries({ queryKey: ['office', 'users'] })
    return now
  }
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    disable: useAction(async (id: string) => keep(await ask(api.POST('/district/users/{id}/disable', at(id))))),
    enable: useAction(async (id: string) => keep(await ask(api.POST('/district/users/{id}/enable', at(id))))),
    end: useAction(async (grant: string) => keep(await ask(api.POST('/district/grants/{id}/end', at(grant))))),
  }
}
