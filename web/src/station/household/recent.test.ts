import { describe, expect, it } from 'vitest'
import { withLatest, type RecentHousehold } from './recent'

const of = (n: number): RecentHousehold => ({ id: String(n), code: `C${n}`, name: '蒋**', village_name: '桂香村' })

describe('households that came last', () => {
  it('puts the latest first, once, and keeps six', () => {
    let list: RecentHousehold[] = []
    for (const n of [1, 2, 3, 4, 5, 6, 7, 3]) list = withLatest(list, of(n))
    expect(list.map((h) => h.id)).toEqual(['3', '7', '6', '5', '4', '2'])
  })

  it('keeps nothing beyond what the list shows', () => {
    const full = { ...of(1), persons: 4, consents: [] }
    expect(Object.keys(withLatest([], full)[0] ?? {})).toEqual(['id', 'code', 'name', 'village_name'])
  })
})
