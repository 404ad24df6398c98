import { useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export const useUsers = () => useList(['office', 'users'], (cursor) => ask(api.GET('/district/users', { params: { query: { limit: 50, cursor } } })))

export function useCreateUser() {
  const queries = useQueryClient()
  return useAction(async (body: Schema<'UserInput'>) => {
    const made = await ask(api.POST('/district/users', { body }))
    await queries.invalidateQueries({ queryKey: ['office', 'users'] })
    return made
  })
}
