import { expect, test } from 'vitest'
import { hundredths, parsePercent, percent } from './useDistributions'

test('basis points and shares are whole numbers of hundredths', () => {
  expect(['40', '62.5', '0', '40.01', ' 100 ', '4o', '1.234', ''].map(parsePercent)).toEqual([4000, 6250, 0, 4001, 10_000, null, null, null])
  expect([4000, 6250, 4001].map(percent)).toEqual(['40%', '62.5%', '40.01%'])
  expect([0, 5, 100, 150, 1000, 12_345].map(hundredths)).toEqual(['0', '0.05', '1', '1.5', '10', '123.45'])
})
