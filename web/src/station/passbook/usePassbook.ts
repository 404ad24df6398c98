import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

/** The household's cover and its newest lines; every look is recorded. */
export const usePassbook = (id: Ref<string>) =>
  useQuery({
    queryKey: ['station', 'passbook', id],
    queryFn: () => ask(api.GET('/station/households/{id}/passbook', { params: { path: { id: id.value }, query: { limit: 50 } } })),
  })

export function useDoubt(id: Ref<string>) {
  const client = useQueryClient()
  return useAction(async ({ line, words }: { line: string; words: string }) => {
    const path = { id: id.value, line_id: line }
    const now = await ask(api.POST('/station/households/{id}/credits/{line_id}/dispute', { params: { path }, body: { words } }))
    await client.invalidateQueries({ queryKey: ['station', 'passbook', id.value] })
    return now
  })
}
