import { describe, expect, it } from 'vitest'
import { fenParts, fenPerJin, fenPerKg, formatFen, formatPerJin, formatPerKg, parseYuan, speakFen } from './money'

describe('money', () => {
  it('splits fen without floats', () => {
    expect(fenParts(0)).toEqual({ sign: '', yuan: '0', fen: '00' })
    expect(fenParts(5)).toEqual({ sign: '', yuan: '0', fen: '05' })
    expect(fenParts(123456789)).toEqual({ sign: '', yuan: '1,234,567', fen: '89' })
    expect(fenParts(-99)).toEqual({ sign: '-', yuan: '0', fen: '99' })
    expect(fenParts(9007199254740991).fen).toBe('91')
  })

  it('refuses what is not integer fen', () => {
    for (const bad of [0.1, Number.NaN, Infinity, 2 ** 53]) expect(() => fenParts(bad)).toThrow(RangeError)
  })

  it('formats for the eye and for the ear', () => {
    expect(formatFen(6800)).toBe('¥68.00')
    expect(formatFen(-123405)).toBe('-¥1,234.05')
    expect(speakFen(123405)).toBe('1234.05元')
  })

  it('prices per kilogram and per 斤, half up', () => {
    expect(fenPerKg(6800, 5000)).toBe(1360)
    expect(fenPerJin(6800, 5000)).toBe(680)
    expect(fenPerKg(1, 2000)).toBe(1) // 0.5 fen
    expect(fenPerKg(1, 2001)).toBe(0)
    expect(fenPerKg(100, 0)).toBeNull()
    expect(formatPerKg(1360)).toBe('13.60元/千克')
    expect(formatPerJin(680)).toBe('约6.80元/斤')
  })

  it('reads what a person types', () => {
    expect(parseYuan('12')).toBe(1200)
    expect(parseYuan(' ¥1,234.5 ')).toBe(123450)
    expect(parseYuan('0.07')).toBe(7)
    for (const bad of ['', '.', '1.234', '-1', '1e3', '12元', '一百']) expect(parseYuan(bad)).toBeNull()
  })
})
