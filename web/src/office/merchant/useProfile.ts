import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

export const useProfile = () => useQuery({ queryKey: ['office', 'profile'], queryFn: () => ask(api.GET('/supplier/profile')), staleTime: 60_000 })
