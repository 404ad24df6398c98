import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

/** The first screen, and the whole product whose bill explains how a price is cut. */
export function useHome() {
  const home = useQuery({ queryKey: ['shop', 'home'], queryFn: () => ask(api.GET('/shop/home')) })
  const sampleId = computed(() => home.data.value?.popular[0]?.id ?? '')
  const sample = useQuery({
    queryKey: computed(() => ['shop', 'product', sampleId.value]),
    queryFn: () => ask(api.GET('/shop/products/{id}', { params: { path: { id: sampleId.value } } })),
    enabled: () => sampleId.value !== '',
  })
  return { home, sample }
}
