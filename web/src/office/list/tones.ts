import type { Schema } from '@/kit/api'
import type { Tone } from './Mark.vue'

export const orderTones: Record<Schema<'OrderState'>, Tone> = {
  created: 'still',
  paid: 'wait',
  packed: 'wait',
  shipped: 'go',
  delivered: 'go',
  signed: 'go',
  closed: 'still',
  cancelled: 'bad',
}

export const supplierTones: Record<Schema<'SupplierState'>, Tone> = { draft: 'wait', verified: 'go', active: 'go', suspended: 'bad' }

export const importTones: Record<Schema<'HouseholdImport'>['state'], Tone> = { running: 'wait', done: 'go', failed: 'bad' }

export const creditTones: Record<Schema<'CreditState'>, Tone> = { planned: 'still', accrued: 'wait', settled: 'wait', paid: 'go' }
