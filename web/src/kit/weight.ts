/** Weights are integer grams; legal units are shown first, 斤 only beside them (domain.md C16). */
import { words } from './words'

/** "500 克", "2.5 千克". */
export function formatGrams(grams: number): string {
  if (!Number.isSafeInteger(grams)) throw new RangeError(`not integer grams: ${grams}`)
  if (Math.abs(grams) < 1000) return `${grams} ${words.weight.g}`
  return `${thousandths(grams)} ${words.weight.kg}`
}

/** "约5斤"; to one decimal. */
export function formatJin(grams: number): string {
  const tenths = Math.round(grams / 50)
  return `${words.weight.about}${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}${words.weight.jin}`
}

/** "2.5 千克（约5斤）". Below 100 g 斤 says nothing and is left out. */
export function formatWeight(grams: number): string {
  return grams < 100 ? formatGrams(grams) : `${formatGrams(grams)}（${formatJin(grams)}）`
}

/** Grams from what a person typed as kilograms ("12", "12.345"); null when it is not a weight. */
export function parseKg(text: string): number | null {
  const m = /^(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text.trim())
  if (!m) return null
  return Number(m[1]) * 1000 + Number((m[2] ?? '').padEnd(3, '0'))
}

/** Grams from what a person typed as 斤 ("12", "12.25"), of 500 g; two decimals keep grams whole. Null when it is not a weight. */
export function parseJin(text: string): number | null {
  const m = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!m) return null
  return Number(m[1]) * 500 + Number((m[2] ?? '').padEnd(2, '0')) * 5
}

function thousandths(grams: number): string {
  const sign = grams < 0 ? '-' : ''
  const abs = Math.abs(grams)
  const rest = String(abs % 1000).padStart(3, '0').replace(/0+$/, '')
  const whole = String(Math.trunc(abs / 1000)).replace(/\B(?=(\d{3})+$)/g, ',')
  return sign + whole + (rest ? `.${rest}` : '')
}
