import { describe, expect, it } from 'vitest'
import { draftOf, feeInput, parsePercent, percentText } from './fee'

describe('fees as they are typed', () => {
  it('reads and writes percentages as basis points', () => {
    expect(['3', '0.25', '12.5%', ' 99.99 '].map(parsePercent)).toEqual([300, 25, 1250, 9999])
    for (const bad of ['', '100', '-1', '3.125', '三']) expect(parsePercent(bad)).toBeNull()
    expect([300, 25, 1250, 5].map(percentText)).toEqual(['3', '0.25', '12.5', '0.05'])
  })

  it('keeps a fee over a round trip, in its one unit', () => {
    const packing = { role: 'packing', title: '', payee: '', payee_id: '7', bp: 0, fen_per_kg: 30, vat_bp: 0 } as const
    expect(feeInput(draftOf(packing, 1))).toEqual({ role: 'packing', fen_per_kg: 30, payee_id: '7' })
    const service = { role: 'service', title: '', payee: '', bp: 300, fen_per_kg: 0, vat_bp: 600 } as const
    expect(feeInput(draftOf(service, 1))).toEqual({ role: 'service', bp: 300, vat_bp: 600 })
    const own = { key: 1, role: 'firstmile', amount: '0.15', vat: '', payee: '9' } as const
    expect(feeInput(own, '9')).toEqual({ role: 'firstmile', fen_per_kg: 15 })
    expect(feeInput(own, '8')).toHaveProperty('payee_id', '9')
    expect(feeInput({ key: 1, role: 'station', amount: '0', vat: '', payee: '' })).toBeNull()
  })
})
