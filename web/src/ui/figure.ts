import { formatFen } from '@/kit/money'
import { formatGrams } from '@/kit/weight'
import type { Schema } from '@/kit/api'

/** A figure of the API as text, in its unit. Fen figures in large type use FenAmount instead. */
export function formatFigure(figure: Pick<Schema<'Figure'>, 'value' | 'unit'>): string {
  if (figure.unit === 'fen') return formatFen(figure.value)
  if (figure.unit === 'g') return formatGrams(figure.value)
  if (figure.unit === 'bp') return `${figure.value / 100}%`
  return figure.value.toLocaleString('en-US')
}
