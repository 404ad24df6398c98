import { formatFen } from '@/kit/money'
import { formatGrams } from '@/kit/weight'
import type { Schema } from '@/kit/api'

type Counted = Pick<Schema<'Journal'>, 'unit' | 'unit_label'>

/** An amount of a journal in its unit: money, weight, or pieces. A zero side stays empty, as in every ledger. */
export function formatLeg(amount: number, journal: Counted): string {
  if (amount === 0) return ''
  return formatSum(amount, journal)
}

export function formatSum(amount: number, journal: Counted): string {
  if (journal.unit === 'fen') return formatFen(amount)
  if (journal.unit === 'g') return formatGrams(amount)
  return `${amount.toLocaleString('en-US')} ${journal.unit_label}`
}
