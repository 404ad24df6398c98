import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useSession } from '@/kit/session'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'

/** The households bound to the signed-in person, each with what it has earned. */
export function useHouseholds() {
  const session = useSession()
  return useQuery({
    queryKey: ['me', 'household'],
    queryFn: () => ask(api.GET('/me/household')),
    enabled: () => session.signedIn,
  })
}

/** The passbook of one household, newest line first. */
export function useCredits(id: Ref<string>) {
  return useList(
    () => ['me', 'household', id.value, 'credits'],
    (cursor) => ask(api.GET('/me/household/{id}/credits', { params: { path: { id: id.value }, query: { limit: 30, cursor } } })),
    { enabled: () => id.value !== '' },
  )
}

/** What was paid to the household's card, the newest first. */
export const usePayments = (id: Ref<string>) =>
  useQuery({
    queryKey: ['me', 'household', id, 'payouts'],
    queryFn: () => ask(api.GET('/me/household/{id}/payouts', { params: { path: { id: id.value } } })),
    enabled: () => id.value !== '',
  })

/** What yearly distributions gave the household, the newest first. */
export const useDividends = (id: Ref<string>) =>
  useQuery({
    queryKey: ['me', 'household', id, 'dividends'],
    queryFn: () => ask(api.GET('/me/household/{id}/dividends', { params: { path: { id: id.value } } })),
    enabled: () => id.value !== '',
  })

/** Who else may read the household's passbook. */
export const useViewers = (id: Ref<string>) =>
  useQuery({
    queryKey: ['me', 'household', id, 'viewers'],
    queryFn: () => ask(api.GET('/me/household/{id}/viewers', { params: { path: { id: id.value } } })),
    enabled: () => id.value !== '',
  })

export function useBinding() {
  const client = useQueryClient()
  return useAction(async (body: Schema<'HouseholdBindingInput'>) => {
    const bound = await ask(api.POST('/me/household/bindings', { body }))
    await client.invalidateQueries({ queryKey: ['me', 'household'] })
    return bound
  })
}

/** Refunds that the household is asked to bear a part of. */
export function useClaims(id: Ref<string>) {
  return useQuery({
    queryKey: ['me', 'household', id, 'claims'],
    queryFn: () => ask(api.GET('/me/household/{id}/claims', { params: { path: { id: id.value } } })),
  })
}

export function useObjection(household: Ref<string>) {
  const client = useQueryClient()
  return useAction(async ({ id, objection }: { id: string; objection: string }) => {
    const path = { id: household.value, refund_id: id }
    const now = await ask(api.POST('/me/household/{id}/claims/{refund_id}/objection', { params: { path }, body: { objection } }))
    await client.invalidateQueries({ queryKey: ['me', 'household', household.value, 'claims'] })
    return now
  })
}

/** Says what is not right with a line of the passbook; its station answers. */
export function useDoubt(household: Ref<string>) {
  const client = useQueryClient()
  return useAction(async ({ line, words }: { line: string; words: string }) => {
    const path = { id: household.value, line_id: line }
    const now = await ask(api.POST('/me/household/{id}/credits/{line_id}/dispute', { params: { path }, body: { words } }))
    await client.invalidateQueries({ queryKey: ['me', 'household', household.value, 'credits'] })
    return now
  })
}
