import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

/** The station's day; read again whenever the page comes back. */
export function useToday() {
  return useQuery({ queryKey: ['station', 'today'], queryFn: () => ask(api.GET('/station/today')), staleTime: 5_000 })
}
