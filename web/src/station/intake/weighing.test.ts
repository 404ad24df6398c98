import { describe, expect, it } from 'vitest'
import { formatShare, gradeOf, gramsOf, isFarOff, measure, usualGrams } from './weighing'

const typed = { weight: '12', unit: 'jin', count: '', grade: '1000' } as const

describe('weighing', () => {
  it('reads the scales in 斤 and in 公斤', () => {
    expect(gramsOf('12', 'jin')).toBe(6000)
    expect(gramsOf('12', 'kg')).toBe(12000)
    expect(gramsOf('0.05', 'jin')).toBe(25)
    for (const bad of ['', '0', '一斤', '12.345']) expect(gramsOf(bad, 'jin')).toBeNull()
    expect(gramsOf('200001', 'jin')).toBeNull()
  })

  it('takes the weight as quantity where goods are not counted', () => {
    expect(measure(typed, false)).toEqual({ quantity: 6000, grams: 6000, grade: 1000 })
  })

  it('takes both count and weight where goods are counted', () => {
    expect(measure({ ...typed, weight: '3', count: '30' }, true)).toEqual({ quantity: 30, grams: 1500, grade: 1000 })
    expect(measure({ ...typed, count: '1.5' }, true)).toEqual(['count'])
  })

  it('says everything that is wrong, in the order of the form', () => {
    expect(measure({ weight: '', unit: 'kg', count: '0', grade: '20' }, true)).toEqual(['count', 'weight', 'grade'])
  })

  it('keeps grades between 500 and 2000 per mille', () => {
    expect(gradeOf('1050')).toBe(1050)
    for (const bad of ['499', '2001', '1.1', '']) expect(gradeOf(bad)).toBeNull()
  })

  it('notices a slip of the unit for counted goods only', () => {
    const eggs = { unit: 'egg', grams_per_unit: 50 } as const
    expect(usualGrams(eggs, 30)).toBe(1500)
    expect(usualGrams({ unit: 'g', grams_per_unit: 1 }, 30)).toBeNull()
    expect(isFarOff(1500, 1500)).toBe(false)
    expect(isFarOff(3001, 1500)).toBe(true)
    expect(isFarOff(749, 1500)).toBe(true)
    expect(isFarOff(1, null)).toBe(false)
  })

  it('shows shares with one decimal at most', () => {
    expect(formatShare(833)).toBe('8.3%')
    expect(formatShare(10000)).toBe('100%')
  })
})
