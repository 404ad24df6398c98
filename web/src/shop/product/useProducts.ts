import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

export interface ProductFilter {
  category?: string
  village?: string
  q?: string
  sort?: Schema<'ProductSort'>
}

/** Products on sale, narrowed by the address of the page. */
export function useProducts(filter: Ref<ProductFilter>) {
  return useList(
    () => ['shop', 'products', filter.value],
    (cursor) => ask(api.GET('/shop/products', { params: { query: { ...filter.value, limit: 24, cursor } } })),
  )
}

export function useCategories() {
  return useQuery({ queryKey: ['shop', 'categories'], queryFn: () => ask(api.GET('/shop/categories')), staleTime: 300_000 })
}

export function useProduct(id: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['shop', 'product', id.value]),
    queryFn: () => ask(api.GET('/shop/products/{id}', { params: { path: { id: id.value } } })),
  })
}
