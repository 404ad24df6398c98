import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import type { Tone } from '../list/Mark.vue'

export const useBook = () => useQuery({ queryKey: ['office', 'book'], queryFn: () => ask(api.GET('/supplier/book')) })

export const useMonth = (month: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'book', month],
    queryFn: () => ask(api.GET('/supplier/book/months/{month}', { params: { path: { month: month.value } } })),
  })

export function useBookActions() {
  const queries = useQueryClient()
  const reread = () => queries.invalidateQueries({ queryKey: ['office', 'book'] })
  const of = (month: string) => ({ params: { path: { month } } })
  return {
    choose: useAction(async (body: Schema<'BookInput'>) => {
      const now = await ask(api.PUT('/supplier/book', { body }))
      await reread()
      return now
    }),
    askClose: useAction(async (month: string) => {
      const now = await ask(api.POST('/supplier/book/months/{month}/close', of(month)))
      await reread()
      return now
    }),
    confirmClose: useAction(async (month: string) => {
      const now = await ask(api.POST('/supplier/book/months/{month}/confirm', of(month)))
      await reread()
      return now
    }),
  }
}

/** Where the browser saves a month's vouchers from. */
export const fileOf = (month: string, layout: string) => `/api/v1/supplier/book/months/${month}/vouchers?layout=${layout}`

export const monthTones: Record<Schema<'BookMonth'>['state'], Tone> = { open: 'still', asked: 'wait', closed: 'go' }
