import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { problemOf } from '@/kit/problem'
import { useSession } from '@/kit/session'
import { useAction } from '@/kit/useAction'
import { useList } from '@/kit/useList'
import { merchants } from '../frame/roles'
import type { Tone } from '../list/Mark.vue'

const key = ['office', 'distributions']

export const tones: Record<Schema<'DistributionState'>, Tone> = {
  draft: 'wait', noticed: 'wait', approved: 'wait', posted: 'go', withdrawn: 'still',
}

/** Whether the page is a merchant's own or the office's look at all of its region. */
export function useMine() {
  const session = useSession()
  return computed(() => session.active !== undefined && merchants.includes(session.active.role))
}

export function useDistributions(mine: Ref<boolean>) {
  return useList(
    () => [...key, 'list', mine.value],
    (cursor) => {
      const params = { query: { limit: 20, cursor } }
      return ask(mine.value ? api.GET('/supplier/distributions', { params }) : api.GET('/district/distributions', { params }))
    },
  )
}

export const useDistribution = (id: Ref<string>, mine: Ref<boolean>) =>
  useQuery({
    queryKey: [...key, 'one', mine, id],
    queryFn: () => {
      const params = { path: { id: id.value } }
      return ask(mine.value ? api.GET('/supplier/distributions/{id}', { params }) : api.GET('/district/distributions/{id}', { params }))
    },
  })

/** What the merchant's next distribution may be: surplus, rates, days. */
export const useBounds = (enabled: Ref<boolean>) =>
  useQuery({ queryKey: [...key, 'bounds'], queryFn: () => ask(api.GET('/supplier/shares', { params: { query: { limit: 1 } } })), enabled })

export const useShares = (q: Ref<string>) =>
  useList(
    () => [...key, 'shares', q.value],
    (cursor) => ask(api.GET('/supplier/shares', { params: { query: { q: q.value || undefined, limit: 50, cursor } } })),
  )

export type Deed = 'notice' | 'approve' | 'post' | 'withdraw'

export function useDistributionActions() {
  const queries = useQueryClient()
  const reread = () => queries.invalidateQueries({ queryKey: key })
  return {
    enter: useAction(async (body: Schema<'ShareInput'>) => {
      const now = await ask(api.PUT('/supplier/shares', { body }))
      await reread()
      return now
    }),
    preview: useAction(async (body: Schema<'DistributionInput'>) => ask(api.POST('/supplier/distribution-previews', { body }))),
    draft: useAction(async (body: Schema<'DistributionInput'>) => {
      const made = await ask(api.POST('/supplier/distributions', { body }))
      await reread()
      return made
    }),
    step: useAction(async ({ id, deed, fen }: { id: string; deed: Deed; fen: number }) => {
      const params = { path: { id } }
      const now = await ask(
        {
          notice: () => api.POST('/supplier/distributions/{id}/notice', { params }),
          withdraw: () => api.POST('/supplier/distributions/{id}/withdraw', { params }),
          post: () => api.POST('/supplier/distributions/{id}/post', { params, body: { distributable_fen: fen } }),
          approve: () => api.POST('/district/distributions/{id}/approve', { params }),
        }[deed](),
      )
      await reread()
      return now
    }),
    vote: useAction(async ({ id, ...body }: Schema<'DistributionVote'> & { id: string }) => {
      const now = await ask(api.PUT('/supplier/distributions/{id}/vote', { params: { path: { id } }, body }))
      await reread()
      return now
    }),
    attach: useAction(async ({ id, kind, file }: { id: string; kind: string; file: File }) => {
      const body = new FormData()
      body.append('kind', kind)
      body.append('file', file, file.name)
      const res = await fetch(`/api/v1/supplier/distributions/${id}/papers`, { method: 'POST', body, credentials: 'same-origin' })
      const answer = (await res.json()) as Schema<'Distribution'>
      if (!res.ok) throw problemOf(res.status, answer)
      await reread()
      return answer
    }),
  }
}

/** Basis points as "40" or "62.5"; null when it is no percentage. */
export function parsePercent(text: string): number | null {
  const m = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim())
  return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : null
}

/** 4000 as "40%". */
export const percent = (bp: number) => `${hundredths(bp)}%`

/** 150 as "1.5": shares are kept in hundredths. */
export function hundredths(n: number): string {
  return `${Math.trunc(n / 100)}.${String(n % 100).padStart(2, '0')}`.replace(/\.?0+$/, '')
}
