import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export const useDisputes = () => useList(['station', 'disputes'], (cursor) => ask(api.GET('/station/disputes', { params: { query: { limit: 30, cursor } } })))

export function useAnswer() {
  const client = useQueryClient()
  return useAction(async ({ id, answer }: { id: string; answer: string }) => {
    const now = await ask(api.POST('/station/disputes/{id}/answer', { params: { path: { id } }, body: { answer } }))
    await client.invalidateQueries({ queryKey: ['station'] })
    return now
  })
}
