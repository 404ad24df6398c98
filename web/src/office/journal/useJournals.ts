import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

export interface JournalFilter {
  kind?: Ref<string>
  order?: Ref<string>
  account?: Ref<string>
}

export function useJournals(f: JournalFilter) {
  return useList(
    computed(() => ['office', 'journals', f.kind?.value ?? '', f.order?.value ?? '', f.account?.value ?? '']),
    (cursor) =>
      ask(
        api.GET('/district/journals', {
          params: { query: { limit: 20, cursor, kind: f.kind?.value || undefined, order_id: f.order?.value || undefined, account_id: f.account?.value || undefined } },
        }),
      ),
  )
}

export const useJournal = (id: Ref<string>) =>
  useQuery({
    queryKey: ['office', 'journal', id],
    queryFn: () => ask(api.GET('/district/journals/{id}', { params: { path: { id: id.value } } })),
  })
