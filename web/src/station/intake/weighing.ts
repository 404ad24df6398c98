/** What stands between the scales and a line of a lot: units, counts and grades. All amounts are integers. */
import type { Schema } from '@/kit/api'
import { parseJin, parseKg } from '@/kit/weight'

export type ScaleUnit = 'jin' | 'kg'

/** Grade factors a station gives most, per mille; 1000 is standard (decisions 9). */
export const grades = { standard: 1000, best: 1100, second: 900 } as const

const lowestGrade = 500
const highestGrade = 2000
const heaviest = 100_000_000

export interface Weighing {
  /** As typed, in the unit of the scales. */
  weight: string
  unit: ScaleUnit
  /** As typed; unused where the stock unit is grams. */
  count: string
  /** As typed, per mille. */
  grade: string
}

export interface Measured {
  quantity: number
  grams: number
  grade: number
}

export type WeighingFault = 'weight' | 'count' | 'grade'

/** Grams shown by the scales, 1 to 100 t; null when what was typed is no weight. */
export function gramsOf(weight: string, unit: ScaleUnit): number | null {
  const grams = unit === 'jin' ? parseJin(weight) : parseKg(weight)
  return grams !== null && grams >= 1 && grams <= heaviest ? grams : null
}

/** A whole number from 1 to 100 million; null otherwise. */
export function countOf(text: string): number | null {
  const n = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  return n >= 1 && n <= heaviest ? n : null
}

/** A grade factor from 500 to 2000 ‰; null otherwise. */
export function gradeOf(text: string): number | null {
  const n = /^\d{3,4}$/.test(text.trim()) ? Number(text) : 0
  return n >= lowestGrade && n <= highestGrade ? n : null
}

/** The line to record, or what is still wrong, in the order of the form. */
export function measure(w: Weighing, counted: boolean): Measured | WeighingFault[] {
  const grams = gramsOf(w.weight, w.unit)
  const count = counted ? countOf(w.count) : grams
  const grade = gradeOf(w.grade)
  if (grams !== null && count !== null && grade !== null) return { quantity: count, grams, grade }
  const faults: WeighingFault[] = []
  if (counted && count === null) faults.push('count')
  if (grams === null) faults.push('weight')
  if (grade === null) faults.push('grade')
  return faults
}

/** Usual grams of a count; null for goods weighed without counting. */
export function usualGrams(produce: Pick<Schema<'Produce'>, 'unit' | 'grams_per_unit'>, count: number | null): number | null {
  return produce.unit === 'g' || count === null ? null : count * produce.grams_per_unit
}

/** Whether a weight is less than half or more than twice what is usual: a slip of the unit, most often. */
export function isFarOff(grams: number, usual: number | null): boolean {
  return usual !== null && (grams * 2 < usual || grams > usual * 2)
}

/** Basis points as a percentage with one decimal: 833 is "8.3%". */
export function formatShare(bp: number): string {
  return `${(bp / 100).toFixed(1).replace(/\.0$/, '')}%`
}
