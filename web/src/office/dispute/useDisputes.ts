import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export const useDisputes = () => useList(['office', 'disputes'], (cursor) => ask(api.GET('/district/disputes', { params: { query: { limit: 50, cursor } } })))

export function useTake() {
  const client = useQueryClient()
  return useAction(async (id: string) => {
    const now = await ask(api.POST('/district/disputes/{id}/take', { params: { path: { id } } }))
    await client.invalidateQueries({ queryKey: ['office', 'disputes'] })
    return now
  })
}

export function useAnswer() {
  const client = useQueryClient()
  return useAction(async ({ id, answer }: { id: string; answer: string }) => {
    const now = await ask(api.POST('/district/disputes/{id}/answer', { params: { path: { id } }, body: { answer } }))
    await client.invalidateQueries({ queryKey: ['office', 'disputes'] })
    return now
  })
}
