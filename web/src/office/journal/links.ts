import type { RouteLocationRaw } from 'vue-router'
import type { Schema } from '@/kit/api'
import { keepers, type Role } from '../frame/roles'

/** Where a journal's object can be read, if this role may read it here. */
export function pageOf(link: Schema<'ObjectLink'>, role: Role | undefined): RouteLocationRaw | undefined {
  if (link.kind === 'order') return `/orders/${link.id}`
  if (link.kind === 'journal') return `/journals/${link.id}`
  if (link.kind === 'household' && role && keepers.includes(role)) return `/households/${link.id}`
  return undefined
}
