import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

/** What the station's forms may choose from. */
export function useOptions() {
  return useQuery({ queryKey: ['station', 'options'], queryFn: () => ask(api.GET('/station/options')), staleTime: 60_000 })
}
