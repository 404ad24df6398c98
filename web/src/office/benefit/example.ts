import type { BillPart } from '@/ui/bill'
import type { Schema } from '@/kit/api'

type Fee = Schema<'FeeInput'>

/**
 * What a price would become under fees that are not saved yet (decisions 13): the rates are summed before rounding,
 * fees per kilogram are rounded down, what is left is the households'. The fen of the rates are shared by largest
 * remainder: the bill that counts is the server's, and may place single fen between two fees differently.
 * Null when the fees leave the households nothing.
 */
export function exampleBill(fen: number, grams: number, fees: readonly Fee[], titles: Record<string, string>): BillPart[] | null {
  const rates = fees.filter((f) => (f.bp ?? 0) > 0)
  const taken = Math.floor((fen * rates.reduce((s, f) => s + (f.bp ?? 0), 0)) / 10_000)
  const fixed = fees.filter((f) => (f.fen_per_kg ?? 0) > 0).map((f) => ({ role: f.role as string, fen: Math.floor((grams * (f.fen_per_kg ?? 0)) / 1000) }))
  const left = fen - taken - fixed.reduce((s, f) => s + f.fen, 0)
  if (left <= 0) return null

  const weights = rates.flatMap((f) => {
    const bp = f.bp ?? 0
    const vat = f.vat_bp ?? 0
    const net = (bp * 10_000) / (10_000 + vat)
    return vat ? [{ role: f.role as string, weight: net }, { role: 'vat', weight: bp - net }] : [{ role: f.role as string, weight: bp }]
  })
  const shares = [...share(taken, weights), ...fixed]
  const sums = new Map<string, number>([['household', left]])
  for (const s of shares) sums.set(s.role, (sums.get(s.role) ?? 0) + s.fen)
  return [...sums].map(([role, amount]) => ({ role, title: titles[role] ?? role, amount_fen: amount }))
}

function share(amount: number, parts: { role: string; weight: number }[]): { role: string; fen: number }[] {
  const all = parts.reduce((s, p) => s + p.weight, 0)
  if (all === 0) return []
  const cut = parts.map((p) => ({ role: p.role, exact: (amount * p.weight) / all }))
  const out = cut.map((c) => ({ role: c.role, fen: Math.floor(c.exact), rest: c.exact - Math.floor(c.exact) }))
  let over = amount - out.reduce((s, o) => s + o.fen, 0)
  for (const o of [...out].sort((a, b) => b.rest - a.rest)) {
    if (over-- <= 0) break
    o.fen++
  }
  return out
}
