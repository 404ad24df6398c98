import { expect, it } from 'vitest'
import { lateFirst } from './lateFirst'

it('puts late orders first, then the nearest promise, and leaves the list itself alone', () => {
  const orders = [
    { id: 1, late: false, ship_by_day: '2026-11-25' },
    { id: 2, late: false },
    { id: 3, late: true, ship_by_day: '2026-11-22' },
    { id: 4, late: false, ship_by_day: '2026-11-24' },
    { id: 5, late: true, ship_by_day: '2026-11-20' },
    { id: 6, late: false, ship_by_day: '2026-11-24' },
  ]
  expect(lateFirst(orders).map((o) => o.id)).toEqual([5, 3, 4, 6, 1, 2])
  expect(orders[0]?.id).toBe(1)
})
