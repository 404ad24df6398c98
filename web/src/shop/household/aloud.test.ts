import { expect, it } from 'vitest'
import type { Schema } from '@/kit/api'
import { aloud } from './aloud'

const home = { paid_fen: 227729, payable_fen: 10737, accrued_fen: 5, next_payout_day: '2026-11-26' } as Schema<'HouseholdSummary'>
const line = { day: '2026-11-24', product_name: '中蜂蜂蜜', amount_fen: 1359, state_label: '已卖' } as Schema<'CreditLine'>

it('says the sums of the page and the newest three lines', () => {
  expect(aloud(home, [line, line, line, line])).toEqual([
    '已到账，2277.29元。', '待打款，107.37元。', '最近的打款日是11月26日。', '已卖，0.05元。',
    '最近的几笔：', ...Array<string>(3).fill('11月24日，中蜂蜂蜜，13.59元，已卖。'),
  ])
})

it('is silent about what is not there', () => {
  expect(aloud({ ...home, next_payout_day: undefined }, [])).toHaveLength(3)
})
