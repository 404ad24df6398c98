import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'

/** What these items cost now, by the server. Never cached there; here only until the items change or the page is seen again. */
export function useQuote(items: Ref<Schema<'CartItem'>[]>, county?: Ref<string | undefined>) {
  const input = computed<Schema<'QuoteInput'>>(() => ({
    items: items.value.map((i) => ({ sku_id: i.sku_id, quantity: i.quantity })),
    county_code: county?.value,
  }))
  return useQuery({
    queryKey: computed(() => ['quote', input.value]),
    queryFn: () => ask(api.POST('/shop/quote', { body: input.value })),
    enabled: () => input.value.items.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
}
