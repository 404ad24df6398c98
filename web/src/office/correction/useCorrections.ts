import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'
import type { Tone } from '../list/Mark.vue'

const key = ['office', 'corrections']

export const useMyCorrections = () =>
  useList([...key, 'mine'], (cursor) => ask(api.GET('/supplier/corrections', { params: { query: { limit: 20, cursor } } })))

export const useAllCorrections = () =>
  useList([...key, 'all'], (cursor) => ask(api.GET('/district/corrections', { params: { query: { limit: 20, cursor } } })))

export const useCorrectable = () => useQuery({ queryKey: [...key, 'journals'], queryFn: () => ask(api.GET('/supplier/correctable-journals')) })

export function useCorrectionActions() {
  const queries = useQueryClient()
  const reread = () => queries.invalidateQueries({ queryKey: key })
  return {
    request: useAction(async (body: Schema<'CorrectionInput'>) => {
      const made = await ask(api.POST('/supplier/corrections', { body }))
      await reread()
      return made
    }),
    decide: useAction(async ({ id, ...body }: Schema<'CorrectionVerdict'> & { id: string }) => {
      const now = await ask(api.POST('/district/corrections/{id}', { params: { path: { id } }, body }))
      await reread()
      return now
    }),
  }
}

export const correctionTones: Record<Schema<'Correction'>['state'], Tone> = { asked: 'wait', approved: 'go', refused: 'bad' }

export const sumOf = (legs: Schema<'LegSide'>[]) => legs.reduce((sum, l) => sum + l.debit, 0)
