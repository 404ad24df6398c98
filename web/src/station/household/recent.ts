import type { Schema } from '@/kit/api'
import { recalled } from '../recall'

/** What this device keeps of a household: what the list shows, never a full name. */
export type RecentHousehold = Pick<Schema<'StationHousehold'>, 'id' | 'code' | 'name' | 'village_name'>

const kept = 6

/** Households that came to these scales last, newest first; one list per station. */
export function useRecentHouseholds(station: string) {
  const recent = recalled<RecentHousehold[]>(`households.${station}`, [], isList)
  return {
    recent,
    came: (h: RecentHousehold) => (recent.value = withLatest(recent.value, h)),
  }
}

/** The list with a household at its head, without doubles, cut to what is kept. */
export function withLatest(list: readonly RecentHousehold[], h: RecentHousehold): RecentHousehold[] {
  const { id, code, name, village_name } = h
  return [{ id, code, name, village_name }, ...list.filter((old) => old.id !== id)].slice(0, kept)
}

function isList(raw: unknown): raw is RecentHousehold[] {
  return Array.isArray(raw) && raw.every((h: unknown) => typeof h === 'object' && h !== null && 'id' in h && 'code' in h && 'name' in h)
}
