import type { IconName } from '@/ui/icons'
import { words } from '../words'
import { accountants, bosses, everyone, keepers, merchants, readers, type Role } from './roles'

export interface Place {
  to: string
  label: string
  icon: IconName
  /** g, then this key. */
  key: string
  roles: readonly Role[]
}

export interface PlaceGroup {
  label: string
  places: Place[]
}

const w = words.frame.places

const all: PlaceGroup[] = [
  {
    label: '',
    places: [
      { to: '/', label: w.home, icon: 'home', key: 'h', roles: readers },
      { to: '/', label: w.merchant, icon: 'home', key: 'h', roles: merchants },
      { to: '/reviews', label: w.reviews, icon: 'check', key: 'r', roles: keepers },
    ],
  },
  {
    label: w.trade,
    places: [
      { to: '/orders', label: w.orders, icon: 'receipt', key: 'o', roles: readers },
      { to: '/journals', label: w.journals, icon: 'scale', key: 'j', roles: accountants },
      { to: '/villages', label: w.villages, icon: 'book', key: 'v', roles: readers },
      { to: '/claims', label: w.claims, icon: 'people', key: 'q', roles: readers },
      { to: '/recoveries', label: w.recoveries, icon: 'coin', key: 'z', roles: accountants },
      { to: '/disputes', label: w.disputes, icon: 'receipt', key: 'w', roles: readers },
      { to: '/anomalies', label: w.anomalies, icon: 'warn', key: 'y', roles: accountants },
      { to: '/reversals', label: w.corrections, icon: 'edit', key: 'x', roles: accountants },
      { to: '/distributions', label: w.distributions, icon: 'people', key: 'e', roles: readers },
    ],
  },
  {
    label: w.register,
    places: [
      { to: '/places', label: w.areas, icon: 'village', key: 'p', roles: readers },
      { to: '/households', label: w.households, icon: 'people', key: 'n', roles: keepers },
      { to: '/imports', label: w.imports, icon: 'sync', key: 'i', roles: bosses },
      { to: '/produce', label: w.produce, icon: 'leaf', key: 'c', roles: readers },
      { to: '/suppliers', label: w.suppliers, icon: 'basket', key: 's', roles: readers },
      { to: '/stations', label: w.stations, icon: 'box', key: 't', roles: readers },
    ],
  },
  {
    label: w.control,
    places: [
      { to: '/users', label: w.users, icon: 'person', key: 'u', roles: bosses },
      { to: '/audit', label: w.audit, icon: 'clock', key: 'l', roles: accountants },
      { to: '/doctor', label: w.doctor, icon: 'shield', key: 'd', roles: accountants },
    ],
  },
  {
    label: w.rules,
    places: [
      { to: '/benefits', label: w.benefits, icon: 'leaf', key: 'b', roles: merchants },
      { to: '/freight', label: w.freight, icon: 'truck', key: 'f', roles: merchants },
    ],
  },
  {
    label: w.money,
    places: [
      { to: '/sales', label: w.orders, icon: 'receipt', key: 'o', roles: merchants },
      { to: '/payouts', label: w.payouts, icon: 'coin', key: 'y', roles: merchants },
      { to: '/credits', label: w.credits, icon: 'coin', key: 'c', roles: merchants },
      { to: '/recoverables', label: w.recoveries, icon: 'coin', key: 'z', roles: merchants },
      { to: '/distributions', label: w.distributions, icon: 'people', key: 'e', roles: merchants },
      { to: '/book', label: w.book, icon: 'book', key: 'a', roles: merchants },
      { to: '/corrections', label: w.corrections, icon: 'edit', key: 'x', roles: merchants },
    ],
  },
]

/** The places of a role, group by group; empty groups fall away. */
export function placesOf(role: Role | undefined): PlaceGroup[] {
  if (!role || !everyone.includes(role)) return []
  return all
    .map((g) => ({ ...g, places: g.places.filter((p) => p.roles.includes(role)) }))
    .filter((g) => g.places.length > 0)
}

/** The place a path belongs to: the longest prefix wins. */
export function placeAt(path: string, groups: PlaceGroup[]): { group: PlaceGroup; place: Place } | undefined {
  for (const group of groups) {
    const place = group.places.find((p) => (p.to === '/' ? path === '/' : path === p.to || path.startsWith(`${p.to}/`)))
    if (place) return { group, place }
  }
  return undefined
}
