import { describe, expect, it } from 'vitest'
import { formatGrams, formatJin, formatWeight, parseJin, parseKg } from './weight'

describe('weight', () => {
  it('shows legal units first', () => {
    expect(formatGrams(500)).toBe('500 克')
    expect(formatGrams(1000)).toBe('1 千克')
    expect(formatGrams(2500)).toBe('2.5 千克')
    expect(formatGrams(1005)).toBe('1.005 千克')
    expect(formatGrams(2500000)).toBe('2,500 千克')
    expect(() => formatGrams(0.5)).toThrow(RangeError)
  })

  it('adds 斤 beside them', () => {
    expect(formatJin(2500)).toBe('约5斤')
    expect(formatJin(1260)).toBe('约2.5斤')
    expect(formatWeight(2500)).toBe('2.5 千克（约5斤）')
    expect(formatWeight(50)).toBe('50 克')
  })

  it('reads typed kilograms', () => {
    expect(parseKg('12')).toBe(12000)
    expect(parseKg('0.05')).toBe(50)
    for (const bad of ['', '1.2345', '-1', '1斤']) expect(parseKg(bad)).toBeNull()
  })

  it('reads typed 斤 as whole grams', () => {
    expect(parseJin('12')).toBe(6000)
    expect(parseJin(' 12.5 ')).toBe(6250)
    expect(parseJin('0.01')).toBe(5)
    for (const bad of ['', '12.345', '-1', '12斤', '1e3']) expect(parseJin(bad)).toBeNull()
  })
})
