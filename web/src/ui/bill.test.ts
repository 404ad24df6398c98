import { describe, expect, it } from 'vitest'
import { billView, formatPermille, type BillPart } from './bill'

const part = (role: string, fen: number): BillPart => ({ role, title: role, amount_fen: fen })

describe('billView', () => {
  it('orders by role, households first, and drops empty parts', () => {
    const v = billView([part('vat', 3), part('station', 700), part('collective', 0), part('household', 6097)], 6800)
    expect(v.segments.map((s) => s.role)).toEqual(['household', 'station', 'vat'])
    expect(v.gap).toBe(0)
  })

  it('gives shares that add up to exactly 100 %', () => {
    for (const fens of [[1, 1, 1], [6097, 700, 3], [1, 99999], [7, 11, 13, 17, 19, 23, 29]]) {
      const v = billView(fens.map((f, i) => part(['household', 'collective', 'station', 'service', 'vat', 'packing', 'freight'][i] ?? '', f)), 0)
      expect(v.segments.reduce((s, p) => s + p.permille, 0)).toBe(1000)
    }
  })

  it('tells when the parts are not the price', () => {
    expect(billView([part('household', 6799)], 6800).gap).toBe(1)
  })

  it('shows an unknown role last, in a neutral colour', () => {
    const v = billView([part('cold_chain', 5), part('household', 5)], 10)
    expect(v.segments.map((s) => s.role)).toEqual(['household', 'cold_chain'])
    expect(v.segments[1]?.colour).toContain('--role-service')
  })

  it('writes shares plainly', () => {
    expect(formatPermille(700)).toBe('70%')
    expect(formatPermille(125)).toBe('12.5%')
  })
})
