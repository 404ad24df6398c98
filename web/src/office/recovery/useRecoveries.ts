import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'
import type { Tone } from '../list/Mark.vue'

const key = ['office', 'recoveries']

export const useOpenSums = () => useQuery({ queryKey: [...key, 'open'], queryFn: () => ask(api.GET('/supplier/recoverables')) })

export const useMyRecoveries = () =>
  useList([...key, 'mine'], (cursor) => ask(api.GET('/supplier/recoveries', { params: { query: { limit: 20, cursor } } })))

export const useAllRecoveries = () =>
  useList([...key, 'all'], (cursor) => ask(api.GET('/district/recoveries', { params: { query: { limit: 20, cursor } } })))

export function useRecoveryActions() {
  const queries = useQueryClient()
  const reread = () => queries.invalidateQueries({ queryKey: key })
  return {
    request: useAction(async (body: Schema<'RecoveryInput'>) => {
      const made = await ask(api.POST('/supplier/recoveries', { body }))
      await reread()
      return made
    }),
    decide: useAction(async ({ id, ...body }: Schema<'CorrectionVerdict'> & { id: string }) => {
      const now = await ask(api.POST('/district/recoveries/{id}', { params: { path: { id } }, body }))
      await reread()
      return now
    }),
  }
}

export const recoveryTones: Record<Schema<'Recovery'>['state'], Tone> = { asked: 'wait', approved: 'go', refused: 'bad' }
