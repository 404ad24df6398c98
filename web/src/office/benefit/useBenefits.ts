import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

export const useBenefits = () => useQuery({ queryKey: ['office', 'benefits'], queryFn: () => ask(api.GET('/supplier/benefit-links')) })

/** Every version of a link, the newest first; none while the id is empty. */
export const useVersions = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'benefits', 'versions', id],
    queryFn: () => ask(api.GET('/supplier/benefit-links/{id}/versions', { params: { path: { id: id.value } } })),
    enabled: () => id.value !== '',
  })

/** The bill of a price under fees that are not saved; nothing is asked while there is no input. */
export const usePreview = (input: Ref<Schema<'BenefitPreviewInput'> | null>) =>
  useQuery({
    queryKey: ['office', 'benefit-preview', input],
    queryFn: () => ask(api.POST('/supplier/benefit-preview', { body: input.value! })),
    enabled: () => input.value !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })

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
