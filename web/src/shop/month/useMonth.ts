import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api } from '@/kit/api'
import { ask } from '@/kit/http'

/** The months that have an open book, the newest first. */
export function useMonths() {
  return useQuery({ queryKey: ['public', 'months'], queryFn: () => ask(api.GET('/public/months')) })
}

/** One month's open book; an empty region is the district. */
export function useMonth(month: Ref<string>, region: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['public', 'month', month.value, region.value]),
    queryFn: () => ask(api.GET('/public/months/{month}', { params: { path: { month: month.value }, query: { region: region.value || undefined } } })),
    enabled: () => month.value !== '',
  })
}

/** Where a month's lines are downloaded. */
export const fileOf = (month: string, format: 'csv' | 'json') => `/api/v1/public/months/${month}/file?format=${format}`

/** "202611" as the day its month begins. */
export const firstDay = (month: string) => `${month.slice(0, 4)}-${month.slice(4)}-01`
