import { words } from '../words'

/** The 34 provinces in the order of GB/T 2260, by their two digits. */
export const provinces = Object.entries(words.freight.provinces).map(([code, name]) => ({ code, name }))

/** "重庆、四川", or "其余 30 个省份" when nearly all are meant: names stop helping after a few. */
export function provinceText(codes: readonly string[], most = 8): string {
  const names: Record<string, string> = words.freight.provinces
  if (codes.length > most) return words.freight.many(codes.slice(0, 3).map((c) => names[c] ?? c).join('、'), codes.length)
  return codes.map((c) => names[c] ?? c).join('、')
}
