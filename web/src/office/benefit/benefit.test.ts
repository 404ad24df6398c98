import { describe, expect, it } from 'vitest'
import { exampleBill } from './example'
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

describe('the live example', () => {
  const sum = (parts: { amount_fen: number }[] | null) => parts?.reduce((s, p) => s + p.amount_fen, 0)
  const of = (parts: { role: string; amount_fen: number }[] | null, role: string) => parts?.find((p) => p.role === role)?.amount_fen

  it('gives what the server gives for a link of the demo: 16.80 yuan, 100 g', () => {
    const fees = [
      { role: 'station', bp: 300 },
      { role: 'service', bp: 300, vat_bp: 600 },
      { role: 'packing', fen_per_kg: 30 },
      { role: 'firstmile', fen_per_kg: 15 },
    ] as const
    const parts = exampleBill(1680, 100, fees, {})
    expect(Object.fromEntries(parts!.map((p) => [p.role, p.amount_fen]))).toEqual({ household: 1576, station: 50, service: 47, vat: 3, packing: 3, firstmile: 1 })
  })

  it('always adds up to the price', () => {
    for (let fen = 1; fen < 400; fen += 7) {
      const parts = exampleBill(fen, 370, [{ role: 'station', bp: 333 }, { role: 'service', bp: 777, vat_bp: 600 }, { role: 'packing', fen_per_kg: 11 }], {})
      if (parts) expect(sum(parts)).toBe(fen)
    }
  })

  it('says nothing when the fees reach the price', () => {
    expect(exampleBill(100, 5000, [{ role: 'packing', fen_per_kg: 20 }], {})).toBeNull()
    expect(of(exampleBill(101, 5000, [{ role: 'packing', fen_per_kg: 20 }], {}), 'household')).toBe(1)
  })
})
