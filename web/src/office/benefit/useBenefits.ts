import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

export const useBenefits = () => useQuery({ queryKey: ['office', 'benefits'], queryFn: () => ask(api.GET('/supplier/benefit-links')) })

export function useBenefitActions() {
  const queries = useQueryClient()
  const reread = () => queries.invalidateQueries({ queryKey: ['office', 'benefits'] })
  return {
    create: useAction(async (body: Schema<'BenefitLinkInput'>) => {
      const made = await ask(api.POST('/supplier/benefit-links', { body }))
      await reread()
      return made
    }),
    revise: useAction(async ({ id, ...body }: Schema<'BenefitVersionInput'> & { id: string }) => {
      const now = await ask(api.POST('/supplier/benefit-links/{id}/versions', { params: { path: { id } }, body }))
      await reread()
      return now
    }),
  }
}
