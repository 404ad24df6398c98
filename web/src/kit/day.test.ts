import { describe, expect, it } from 'vitest'
import { formatDay, formatMoment, formatMonth, formatNearDay, formatShortDay, toDay } from './day'

const now = new Date('2026-11-23T04:00:00Z')

describe('day', () => {
  it('knows the Shanghai day of an instant', () => {
    expect(toDay('2026-11-22T15:59:59Z')).toBe('2026-11-22')
    expect(toDay('2026-11-22T16:00:00Z')).toBe('2026-11-23')
  })

  it('writes days as people say them', () => {
    expect(formatDay('2026-01-05')).toBe('2026年1月5日')
    expect(formatShortDay('2026-12-15', now)).toBe('12月15日')
    expect(formatShortDay('2027-01-05', now)).toBe('2027年1月5日')
    expect(formatMonth('2026-11-23')).toBe('2026年11月')
    expect(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((d) => formatNearDay(d, now))).toEqual([
      '昨天', '今天', '明天', '11月25日',
    ])
    expect(formatMoment('2026-11-23T08:05:00Z', now)).toBe('今天 16:05')
  })
})
