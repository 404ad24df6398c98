import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

/** The district's open book: totals only. */
export function useBook() {
  return useQuery({ queryKey: ['public', 'summary'], queryFn: () => ask(api.GET('/public/summary')) })
}

export function useVillageBook(code: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['public', 'village', code.value]),
    queryFn: () => ask(api.GET('/public/villages/{code}', { params: { path: { code: code.value } } })),
  })
}
