import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'
import { useList } from '@/kit/useList'

/** The proof behind a printed link. */
export function useProof(token: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['public', 'proof', token.value]),
    queryFn: () => ask(api.GET('/public/proofs/{token}', { params: { path: { token: token.value } } })),
    enabled: () => token.value !== '',
  })
}

export function useLogKey(enabled: () => boolean) {
  return useQuery({ queryKey: ['public', 'log-key'], queryFn: () => ask(api.GET('/public/log-key')), enabled })
}

export function useCheckpoints() {
  return useList(['public', 'checkpoints'], (cursor) => ask(api.GET('/public/checkpoints', { params: { query: { cursor, limit: 20 } } })))
}
