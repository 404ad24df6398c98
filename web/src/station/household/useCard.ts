import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { onBeforeUnmount, ref, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

/** How a household's card stands. */
export const useCard = (id: Ref<string>) =>
  useQuery({
    queryKey: ['station', 'card', id],
    queryFn: () => ask(api.GET('/station/households/{id}/card', { params: { path: { id: id.value } } })),
  })

/** The paper of a new card lives in this window alone, at `paper`, until the window moves on. */
export function useCardActions(id: Ref<string>) {
  const client = useQueryClient()
  const paper = ref('')
  const forget = () => {
    if (paper.value) URL.revokeObjectURL(paper.value)
    paper.value = ''
  }
  const params = () => ({ params: { path: { id: id.value } } })
  onBeforeUnmount(forget)
  return {
    paper,
    issue: useAction(async () => {
      const file = (await ask(api.POST('/station/households/{id}/card', { ...params(), parseAs: 'blob' }))) as unknown as Blob
      forget()
      paper.value = URL.createObjectURL(file)
      await client.invalidateQueries({ queryKey: ['station', 'card', id.value] })
      return true
    }),
    end: useAction(async () => {
      const now = await ask(api.DELETE('/station/households/{id}/card', params()))
      forget()
      client.setQueryData(['station', 'card', id.value], now)
      return now
    }),
  }
}
