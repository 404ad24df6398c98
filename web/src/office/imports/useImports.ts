import { useQuery } from '@tanstack/vue-query'
import { onScopeDispose, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

const pace = 1500

export function useImports(moving: () => boolean) {
  const list = useList(['office', 'imports'], (cursor) => ask(api.GET('/district/household-imports', { params: { query: { limit: 20, cursor } } })))
  const timer = setInterval(() => {
    if (moving() || list.items.value.some((i) => i.state === 'running')) list.retry()
  }, pace)
  onScopeDispose(() => clearInterval(timer))
  return list
}

export const useImport = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'import', id],
    queryFn: () => ask(api.GET('/district/household-imports/{id}', { params: { path: { id: id.value } } })),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? pace : false),
  })

export const useImportErrors = (id: Ref<string>, enabled: () => boolean) =>
  useList(
    () => ['office', 'importErrors', id.value],
    (cursor) => ask(api.GET('/district/household-imports/{id}/errors', { params: { path: { id: id.value }, query: { limit: 100, cursor } } })),
    { enabled },
  )
