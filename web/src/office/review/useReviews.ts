import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

export const useReviews = () =>
  useList(['office', 'reviews'], (cursor) => ask(api.GET('/district/reviews', { params: { query: { limit: 50, cursor } } })))

export const useReview = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'review', id],
    queryFn: () => ask(api.GET('/district/reviews/{product_id}', { params: { path: { product_id: id.value } } })),
  })

/** A verdict; the queue and the overview are read again after it. */
export function useVerdict() {
  const queries = useQueryClient()
  return useAction(async ({ id, ...body }: Schema<'ReviewInput'> & { id: string }) => {
    const now = await ask(api.POST('/district/reviews/{product_id}', { params: { path: { product_id: id } }, body }))
    queries.setQueryData(['office', 'review', id], now)
    void queries.invalidateQueries({ queryKey: ['office', 'overview'] })
    await queries.invalidateQueries({ queryKey: ['office', 'reviews'] })
    return now
  })
}
