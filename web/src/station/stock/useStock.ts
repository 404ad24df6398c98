import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

export function useStock() {
  return useQuery({ queryKey: ['station', 'stock'], queryFn: () => ask(api.GET('/station/stock')) })
}
