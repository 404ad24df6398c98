import { describe, expect, it } from 'vitest'
import { findLot, groupNumber, lotNumber } from './lotScan'

const lots = [
  { id: '1', no: 'L0072604123456789' },
  { id: '2', no: 'L0072604120006789' },
  { id: '3', no: 'L0072604999990001' },
]

describe('scanning a lot', () => {
  it('reads the address in the QR code and the bare number alike', () => {
    expect(lotNumber('https://yigou.example/lots/L0072604999990001?from=label')).toBe('L0072604999990001')
    expect(lotNumber(' l0072 6049 9999 0001 ')).toBe('L0072604999990001')
  })

  it('finds a lot by its number or by its last digits', () => {
    expect(findLot('L0072604123456789', lots)).toEqual({ lot: lots[0] })
    expect(findLot('0001', lots)).toEqual({ lot: lots[2] })
  })

  it('never guesses between two lots, nor from too few digits', () => {
    expect(findLot('6789', lots)).toEqual({ many: '6789' })
    expect(findLot('001', lots)).toEqual({ none: '001' })
    expect(findLot('L999', lots)).toEqual({ none: 'L999' })
  })

  it('groups a number for the eye', () => {
    expect(groupNumber('L12345678')).toBe('L 1234 5678')
    expect(groupNumber('L0072604123456789')).toBe('L 0072 6041 2345 6789')
    expect(groupNumber('a-b')).toBe('a-b')
  })
})
