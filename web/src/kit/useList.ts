import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'

interface Page<Item> {
  items: Item[]
  next_cursor: string
}

/** A list of the API, page by page: `items` of all pages read so far, `more()` for the next one. */
export function useList<Item>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  read: (cursor: string | undefined) => Promise<Page<Item>>,
  options: { enabled?: MaybeRefOrGetter<boolean> } = {},
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    queryFn: ({ pageParam }) => read(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor || undefined,
    enabled: () => toValue(options.enabled) ?? true,
  })
  return {
    items: computed(() => query.data.value?.pages.flatMap((p) => p.items) ?? []),
    pending: query.isPending,
    /** A failure of the first page; a failure of a later one shows at the button. */
    error: computed(() => (query.data.value ? null : query.error.value)),
    moreError: computed(() => (query.data.value ? query.error.value : null)),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}
