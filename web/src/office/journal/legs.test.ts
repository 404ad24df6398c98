import { describe, expect, it } from 'vitest'
import { inOrder } from './legs'

const leg = (label: string, owner: string, debit: number, credit: number) => ({ label, owner, debit, credit })

describe('legs of a journal', () => {
  it('puts debits first and keeps the lines of one account together', () => {
    const legs = [leg('货款', '甲', 0, 3), leg('集体', '村', 0, 1), leg('货款', '乙', 0, 2), leg('待履约', '买家', 6, 0)]
    expect(inOrder(legs).map((l) => l.owner)).toEqual(['买家', '甲', '乙', '村'])
    expect(legs[0]?.owner).toBe('甲')
  })
})
