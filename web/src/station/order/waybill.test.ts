import { describe, expect, it } from 'vitest'
import { carrierOf, looksRight, tidyWaybill } from './waybill'

describe('waybill numbers', () => {
  it('brings what was typed to the printed form', () => {
    expect(tidyWaybill(' sf 1234-5678 90123 ')).toBe('SF1234567890123')
  })

  it('doubts a number of another carrier, and never one of an unknown carrier', () => {
    expect(looksRight('shunfeng', 'sf1234567890123')).toBe(true)
    expect(looksRight('zhongtong', 'SF1234567890123')).toBe(false)
    expect(looksRight('youzhengguonei', '9871234567890')).toBe(true)
    expect(looksRight('somebody', 'x')).toBe(true)
  })

  it('knows the carrier from a whole number with its prefix', () => {
    expect(carrierOf('JT1234567890123')).toBe('jtexpress')
    expect(carrierOf('JT12')).toBeUndefined()
    expect(carrierOf('781234567890')).toBeUndefined()
  })
})
