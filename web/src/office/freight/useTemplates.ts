import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

export const useTemplates = () => useQuery({ queryKey: ['office', 'templates'], queryFn: () => ask(api.GET('/supplier/freight-templates')) })

/** Sets a template up, or with an id changes it as a new version. */
export function useSaveTemplate() {
  const queries = useQueryClient()
  return useAction(async ({ id, ...body }: Schema<'FreightTemplateInput'> & { id?: string }) => {
    const now = await ask(id ? api.PUT('/supplier/freight-templates/{id}', { params: { path: { id } }, body }) : api.POST('/supplier/freight-templates', { body }))
    await queries.invalidateQueries({ queryKey: ['office', 'templates'] })
    return now
  })
}
