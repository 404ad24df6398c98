/**
 * The only place that turns fen into text. Money is integer fen everywhere else;
 * nothing here is used to compute a total: totals come from the server.
 */
import { words } from './words'

export interface FenParts {
  sign: '' | '-'
  /** Whole yuan with thousands separators: "1,234". */
  yuan: string
  /** Always two digits: "05". */
  fen: string
}

/** Splits fen for display; throws on anything that is not a safe integer. */
export function fenParts(fen: number): FenParts {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not integer fen: ${fen}`)
  const abs = Math.abs(fen)
  return {
    sign: fen < 0 ? '-' : '',
    yuan: String(Math.trunc(abs / 100)).replace(/\B(?=(\d{3})+$)/g, ','),
    fen: String(abs % 100).padStart(2, '0'),
  }
}

/** "¥1,234.05". */
export function formatFen(fen: number): string {
  const p = fenParts(fen)
  return `${p.sign}¥${p.yuan}.${p.fen}`
}

/** "1234.05元": for reading aloud and for sentences. */
export function speakFen(fen: number): string {
  const p = fenParts(fen)
  return `${p.sign}${p.yuan.replaceAll(',', '')}.${p.fen}${words.money.yuan}`
}

/** Fen per kilogram, rounded half up; null when there is no weight to divide by. */
export function fenPerKg(fen: number, grams: number): number | null {
  return grams > 0 ? ratio(fen * 1000, grams) : null
}

/** Fen per 斤 (500 g), rounded half up; null when there is no weight to divide by. */
export function fenPerJin(fen: number, grams: number): number | null {
  return grams > 0 ? ratio(fen * 500, grams) : null
}

/** "13.60元/千克". */
export function formatPerKg(fen: number): string {
  return bare(fen) + words.money.perKg
}

/** "约6.80元/斤": 斤 is never a legal unit here, so it always says 约. */
export function formatPerJin(fen: number): string {
  return words.money.about + bare(fen) + words.money.perJin
}

/** Fen from what a person typed as yuan ("12", "12.5", "¥1,234.05"); null when it is not an amount. */
export function parseYuan(text: string): number | null {
  const plain = text.trim().replace(/^[¥¥]/, '').replaceAll(',', '').replaceAll(',', '')
  const m = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!m) return null
  return Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0'))
}

function bare(fen: number): string {
  const p = fenParts(fen)
  return `${p.sign}${p.yuan}.${p.fen}`
}

function ratio(n: number, d: number): number {
  return Math.floor((2 * n + d) / (2 * d))
}
