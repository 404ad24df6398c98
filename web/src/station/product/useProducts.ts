import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

type Listing = Schema<'Listing'>
type Step = 'submit' | 'resume' | 'revise' | 'retire'

export function useProducts(state: Ref<Schema<'ProductState'> | undefined>) {
  return useList(
    () => ['station', 'products', state.value ?? 'all'],
    (cursor) => ask(api.GET('/station/products', { params: { query: { state: state.value, limit: 20, cursor } } })),
  )
}

export function useProduct(id: Ref<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['station', 'product', id.value]),
    queryFn: () => ask(api.GET('/station/products/{id}', { params: { path: { id: id.value ?? '' } } })),
    enabled: () => Boolean(id.value),
  })
}

/** Writes on products; each answers with the product as it then stands. */
export function useProductActions(id: Ref<string | undefined>) {
  const client = useQueryClient()
  const take = (listing: Listing) => {
    client.setQueryData(['station', 'product', listing.id], listing)
    void client.invalidateQueries({ queryKey: ['station', 'products'] })
    return listing
  }
  const path = () => ({ path: { id: id.value ?? '' } })

  const save = useAction(async (body: Schema<'ListingInput'>) =>
    take(id.value ? await ask(api.PUT('/station/products/{id}', { params: path(), body })) : await ask(api.POST('/station/products', { body }))),
  )
  const step = useAction(async (to: Step) => take(await ask(steps[to](path()))))
  const suspend = useAction(async (reason: string) => take(await ask(api.POST('/station/products/{id}/suspend', { params: path(), body: { reason } }))))
  const reprice = useAction(async ({ sku, fen }: { sku: string; fen: number }) =>
    take(await ask(api.PUT('/station/skus/{id}/price', { params: { path: { id: sku } }, body: { price_fen: fen } }))),
  )
  const repicture = useAction(async (ids: string[]) => take(await ask(api.PUT('/station/products/{id}/pictures', { params: path(), body: { media_ids: ids } }))))
  return { save, step, suspend, reprice, repicture }
}

type At = { path: { id: string } }

const steps = {
  submit: (params: At) => api.POST('/station/products/{id}/submit', { params }),
  resume: (params: At) => api.POST('/station/products/{id}/resume', { params }),
  revise: (params: At) => api.POST('/station/products/{id}/revise', { params }),
  retire: (params: At) => api.POST('/station/products/{id}/retire', { params }),
}
