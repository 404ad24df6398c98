/** The 助农账单 as data: parts of one price, by role. */

/** Roles in the order of the bar; the colour of a role is --role-<name> in theme.css. */
export const billRoles = [
  'household', 'collective', 'station', 'service', 'vat', 'packing', 'firstmile', 'freight',
] as const

/** One part of a price as the API sends it. */
export interface BillPart {
  role: string
  /** What people call it: 农户货款. */
  title: string
  /** Fen of this part, never negative. */
  amount_fen: number
  /** Who receives it: 桂香村 12 户农户. */
  payee?: string
  /** How it is reckoned: 售价的 3%. */
  basis?: string
  /** Who set it and since when. */
  set_by?: string
}

export interface BillSegment extends BillPart {
  colour: string
  /** Share of the whole in tenths of a percent; all segments together make 1000. */
  permille: number
}

export interface BillView {
  segments: BillSegment[]
  /** total − Σ parts: 0, or the bill is wrong and says so. */
  gap: number
}

/** Orders the parts, drops empty ones, and cuts 100.0 % by largest remainder so that the shares add up. */
export function billView(parts: readonly BillPart[], total: number): BillView {
  const shown = parts.filter((p) => p.amount_fen !== 0).slice().sort((a, b) => rank(a.role) - rank(b.role))
  const sum = shown.reduce((s, p) => s + p.amount_fen, 0)
  const shares = permilles(shown.map((p) => p.amount_fen), sum)
  return {
    segments: shown.map((p, i) => ({ ...p, colour: colourOf(p.role), permille: shares[i] ?? 0 })),
    gap: total - sum,
  }
}

/** "70%", "12.5%". */
export function formatPermille(permille: number): string {
  return `${permille % 10 === 0 ? permille / 10 : (permille / 10).toFixed(1)}%`
}

function rank(role: string): number {
  const i = billRoles.findIndex((known) => known === role)
  return i < 0 ? billRoles.length : i
}

function colourOf(role: string): string {
  return `var(--role-${role.replaceAll('_', '-')}, var(--role-service))`
}

function permilles(weights: number[], sum: number): number[] {
  if (sum <= 0) return weights.map(() => 0)
  const floors = weights.map((w) => Math.floor((w * 1000) / sum))
  let left = 1000 - floors.reduce((a, b) => a + b, 0)
  const byRemainder = weights.map((w, i) => ({ i, rest: (w * 1000) % sum })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of byRemainder) {
    if (left-- <= 0) break
    floors[i] = (floors[i] ?? 0) + 1
  }
  return floors
}
