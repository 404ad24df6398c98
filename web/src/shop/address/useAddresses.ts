import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useSession } from '@/kit/session'
import { useAction } from '@/kit/useAction'

const key = ['me', 'addresses']

/** The address book, the default first. */
export function useAddresses() {
  const session = useSession()
  return useQuery({ queryKey: key, queryFn: () => ask(api.GET('/me/addresses')), enabled: () => session.signedIn })
}

/** Adding, changing and removing; the book is read again after each. */
export function useAddressActions() {
  const client = useQueryClient()
  const fresh = () => client.invalidateQueries({ queryKey: key })

  const save = useAction(async ({ id, body }: { id?: string; body: Schema<'AddressInput'> }) => {
    const saved = id
      ? await ask(api.PUT('/me/addresses/{id}', { params: { path: { id } }, body }))
      : await ask(api.POST('/me/addresses', { body }))
    await fresh()
    return saved
  })
  const remove = useAction(async (id: string) => {
    await ask(api.DELETE('/me/addresses/{id}', { params: { path: { id } } }))
    await fresh()
    return true
  })
  return { save, remove }
}

/** Provinces with their cities and counties; read once a day at most. */
export function useDivisions() {
  const query = useQuery({
    queryKey: ['shop', 'divisions'],
    queryFn: () => ask(api.GET('/shop/divisions')),
    staleTime: 86_400_000,
  })
  return { query, provinces: computed(() => query.data.value?.items ?? []) }
}
