import type { RouteLocationRaw } from 'vue-router'
import { accountants, bosses, keepers, type Role } from '../frame/roles'

interface Door {
  to: RouteLocationRaw
  roles?: readonly Role[]
}

/** Where a figure's lines are: what it was counted from. */
const doors: Record<string, Door[]> = {
  households_fen: [{ to: { path: '/journals', query: { kind: 'e3_sign' } }, roles: accountants }, { to: '/villages' }],
  gross_fen: [{ to: { path: '/orders', query: { state: 'signed' } } }],
  orders: [{ to: { path: '/orders', query: { state: 'signed' } } }],
  villages: [{ to: '/villages' }],
  households: [{ to: '/households', roles: keepers }, { to: '/villages' }],
  reviews: [{ to: '/reviews', roles: keepers }],
  suppliers: [{ to: { path: '/suppliers', query: { state: 'draft' } }, roles: bosses }],
  anomalies: [{ to: '/anomalies', roles: accountants }],
  missed: [{ to: { path: '/suppliers', query: { state: 'active' } } }],
  late: [{ to: { path: '/orders', query: { state: 'late' } } }],
}

/** The page with the lines of a figure that this role may open. */
export function linesOf(key: string, role: Role | undefined): RouteLocationRaw | undefined {
  return doors[key]?.find((d) => !d.roles || (role && d.roles.includes(role)))?.to
}
