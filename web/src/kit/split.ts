/**
 * Split and Retract of the ledger (internal/money), for whoever wants to recompute a bill in the browser. Weights and
 * products leave the range of safe integers, so everything is bigint. Both agree with Go on every vector of
 * internal/money/testdata/golden.json.
 */

/** Cuts amount by the weights, once: largest remainder, ties to the lowest index. */
export function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const sum = total(weights)
  if (amount === 0n) return weights.map(() => 0n)
  const parts = weights.map((w) => (amount * w) / sum)
  const order = weights.map((w, i) => ({ rest: (amount * w) % sum, i }))
  order.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  let left = amount - total(parts)
  for (const { i } of order) {
    if (left === 0n) break
    parts[i]! += 1n
    left -= 1n
  }
  return parts
}

/** How much of each credit is taken back once r of their sum is: Webster, ties to the lower index. */
export function retract(r: bigint, credits: readonly bigint[]): bigint[] {
  const sum = total(credits)
  if (r === 0n) return credits.map(() => 0n)
  const parts = credits.map((c) => ((2n * c * r) / sum + 1n) / 2n)
  let given = total(parts)
  for (; given < r; given += 1n) parts[next(credits, parts)]! += 1n
  for (; given > r; given -= 1n) parts[last(credits, parts)]! -= 1n
  return parts
}

/** Whom the next fen goes to: the largest c/(2a+1), lowest index. */
function next(c: readonly bigint[], a: readonly bigint[]): number {
  let best = -1
  c.forEach((x, i) => {
    if (x > 0n && (best < 0 || x * (2n * a[best]! + 1n) > c[best]! * (2n * a[i]! + 1n))) best = i
  })
  return best
}

/** Who got the latest fen: the smallest c/(2a-1), highest index. */
function last(c: readonly bigint[], a: readonly bigint[]): number {
  let best = -1
  c.forEach((x, i) => {
    if (a[i]! > 0n && (best < 0 || x * (2n * a[best]! - 1n) <= c[best]! * (2n * a[i]! - 1n))) best = i
  })
  return best
}

function total(list: readonly bigint[]): bigint {
  return list.reduce((s, x) => s + x, 0n)
}
