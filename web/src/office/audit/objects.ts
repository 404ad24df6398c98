import type { RouteLocationRaw } from 'vue-router'
import type { Schema } from '@/kit/api'

const pages: Record<string, (id: string) => RouteLocationRaw> = {
  order: (id) => `/orders/${id}`,
  product: (id) => `/reviews/${id}`,
  household: (id) => `/households/${id}`,
  station: (id) => `/stations/${id}`,
  supplier: (id) => ({ path: '/suppliers', query: { open: id } }),
  user: (id) => ({ path: '/users', query: { open: id } }),
  produce: (id) => `/produce/${id}`,
  household_import: (id) => `/imports/${id}`,
}

/** The page of what an audit row speaks of, where this front has one. */
export function objectPage(row: Pick<Schema<'AuditRow'>, 'object_kind' | 'object_id'>): RouteLocationRaw | undefined {
  return pages[row.object_kind]?.(row.object_id)
}
