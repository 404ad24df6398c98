import { useQuery } from '@tanstack/vue-query'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

/** Whom a merchant's fees and templates may name. */
export const useOptions = () => useQuery({ queryKey: ['office', 'supplier-options'], queryFn: () => ask(api.GET('/supplier/options')), staleTime: 60_000 })
