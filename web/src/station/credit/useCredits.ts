import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

export function useCredits() {
  return useList(
    () => ['station', 'credits'],
    (cursor) => ask(api.GET('/station/credits', { params: { query: { limit: 50, cursor } } })),
  )
}
