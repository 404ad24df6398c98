import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import type { App } from 'vue'
import { asProblem } from './problem'

/** Server state of every front: reads are tried twice more when the failure may pass, writes never by themselves. */
export function installQuery(app: App): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (count, err) => count < 2 && asProblem(err).retryable,
        retryDelay: (count) => 800 * 2 ** count,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  app.use(VueQueryPlugin, { queryClient: client })
  return client
}
