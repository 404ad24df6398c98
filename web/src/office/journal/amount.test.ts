import { describe, expect, it } from 'vitest'
import { formatLeg, formatSum } from './amount'

describe('amounts of a journal', () => {
  it('leaves the empty side empty and writes a zero sum', () => {
    expect(formatLeg(0, { unit: 'fen', unit_label: '分' })).toBe('')
    expect(formatSum(0, { unit: 'fen', unit_label: '分' })).toBe('¥0.00')
  })

  it('writes money, weight and pieces each in its unit', () => {
    expect(formatLeg(123405, { unit: 'fen', unit_label: '分' })).toBe('¥1,234.05')
    expect(formatLeg(3000, { unit: 'g', unit_label: '克' })).toBe('3 千克')
    expect(formatLeg(1200, { unit: 'egg', unit_label: '枚' })).toBe('1,200 枚')
  })
})
