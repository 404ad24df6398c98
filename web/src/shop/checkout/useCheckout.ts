import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useSession } from '@/kit/session'
import { useAction } from '@/kit/useAction'
import { useCart } from '../cart/cart'

/** What is bought: one SKU from the address of the page (现在就买), else what is ticked in the cart. */
export function useItems() {
  const route = useRoute()
  const cart = useCart()
  return computed<Schema<'CartItem'>[]>(() => {
    const sku = route.query.sku
    if (typeof sku === 'string' && sku) {
      const n = Number(route.query.n)
      return [{ sku_id: sku, quantity: Number.isInteger(n) && n > 0 ? Math.min(n, 999) : 1 }]
    }
    return cart.chosen.map((l) => ({ sku_id: l.sku_id, quantity: l.quantity }))
  })
}

/** Places the orders. Its key survives a reload: a lost answer is never a second order. */
export function usePlace() {
  const client = useQueryClient()
  return useAction(
    async (body: Schema<'CheckoutInput'>, key) => {
      const placed = await ask(api.POST('/me/checkouts', { params: { header: { 'Idempotency-Key': key } }, body }))
      void client.invalidateQueries({ queryKey: ['me', 'orders'] })
      return placed
    },
    { name: 'checkout' },
  )
}

/** A placed checkout; while something is unpaid it is read again every few seconds. */
export function useCheckout(id: Ref<string>) {
  const session = useSession()
  return useQuery({
    queryKey: computed(() => ['me', 'checkout', id.value]),
    queryFn: () => ask(api.GET('/me/checkouts/{id}', { params: { path: { id: id.value } } })),
    enabled: () => session.signedIn,
    refetchInterval: (query) => (query.state.data?.state === 'open' ? 5_000 : false),
  })
}

/** Asks the channel for the truth about one payment, then reads the checkout again. */
export function usePaymentQuery() {
  const client = useQueryClient()
  return useAction(async (id: string) => {
    const payment = await ask(api.POST('/me/payments/{id}/query', { params: { path: { id } } }))
    await client.invalidateQueries({ queryKey: ['me'] })
    return payment
  })
}
