import { fenParts, parseYuan } from '@/kit/money'
import type { Schema } from '@/kit/api'

export type FeeRole = Schema<'FeeRole'>

/** What may be deducted and how: a share of the price, or yuan per kilogram (decisions 13). */
export const feeUnits: Record<FeeRole, 'rate' | 'perKg'> = {
  collective: 'rate',
  station: 'rate',
  service: 'rate',
  packing: 'perKg',
  firstmile: 'perKg',
  freight: 'perKg',
}

/** Fees the merchant may keep itself. */
const ownRoles: readonly FeeRole[] = ['service', 'firstmile']

/** A fee as it is being typed: percent or yuan as text. */
export interface FeeDraft {
  /** Stays with the row while others come and go. */
  key: number
  role: FeeRole
  amount: string
  vat: string
  payee: string
}

/** "3", "0.25" percent as basis points 300, 25; null when it is not a percentage with at most two decimals. */
export function parsePercent(text: string): number | null {
  const m = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/[%\uff05]$/, ''))
  return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : null
}

/** 300 → "3", 25 → "0.25". */
export function percentText(bp: number): string {
  const rest = String(bp % 100).padStart(2, '0').replace(/0+$/, '')
  return String(Math.trunc(bp / 100)) + (rest ? `.${rest}` : '')
}

/** What the server gets; null when the amount cannot be read. The merchant's own share names no payee: `own` is its id. */
export function feeInput(d: FeeDraft, own = ''): Schema<'FeeInput'> | null {
  const rate = feeUnits[d.role] === 'rate'
  const amount = rate ? parsePercent(d.amount) : parseYuan(d.amount)
  const vat = d.role === 'service' && d.vat ? parsePercent(d.vat) : 0
  if (amount === null || amount === 0 || vat === null) return null
  const named = d.payee !== '' && !(d.payee === own && ownRoles.includes(d.role))
  return { role: d.role, ...(rate ? { bp: amount } : { fen_per_kg: amount }), ...(vat ? { vat_bp: vat } : {}), ...(named ? { payee_id: d.payee } : {}) }
}

export function draftOf(fee: Schema<'Fee'>, key: number): FeeDraft {
  const yuan = fenParts(fee.fen_per_kg)
  return {
    key,
    role: fee.role,
    amount: fee.bp ? percentText(fee.bp) : `${yuan.yuan.replaceAll(',', '')}.${yuan.fen}`,
    vat: fee.vat_bp ? percentText(fee.vat_bp) : '',
    payee: fee.payee_id ?? '',
  }
}
