import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

export function useVillages() {
  return useList(['shop', 'villages'], (cursor) => ask(api.GET('/shop/villages', { params: { query: { limit: 24, cursor } } })))
}

export function useVillage(code: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['shop', 'village', code.value]),
    queryFn: () => ask(api.GET('/shop/villages/{code}', { params: { path: { code: code.value } } })),
  })
}
