import type { Schema } from '@/kit/api'

type Leg = Schema<'LegSide'>

/** Legs as they are read on paper: debits before credits, one account's lines together, otherwise as posted. */
export function inOrder(legs: readonly Leg[]): Leg[] {
  const first = new Map<string, number>()
  legs.forEach((l, i) => first.has(l.label) || first.set(l.label, i))
  const rank = (l: Leg) => first.get(l.label) ?? 0
  return [...legs].sort((a, b) => Number(b.debit > 0) - Number(a.debit > 0) || rank(a) - rank(b))
}
