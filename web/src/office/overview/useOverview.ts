import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

export const useOverview = () => useQuery({ queryKey: ['office', 'overview'], queryFn: () => ask(api.GET('/district/overview')) })
