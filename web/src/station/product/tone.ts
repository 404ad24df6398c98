import type { Schema } from '@/kit/api'

/** The colour of a product's state: green sells, pomelo waits for someone, clay was stopped. */
export const toneOf: Record<Schema<'ProductState'>, 'go' | 'wait' | 'late' | undefined> = {
  draft: undefined,
  town_review: 'wait',
  district_review: 'wait',
  on_sale: 'go',
  suspended: 'late',
  off: undefined,
}
