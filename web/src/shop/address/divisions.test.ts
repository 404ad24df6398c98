import { describe, expect, it } from 'vitest'
import { childrenOf, pathTo } from './divisions'

const tree = [
  { code: '500000', name: '重庆市', children: [{ code: '500100', name: '重庆市', children: [{ code: '500112', name: '渝北区' }] }] },
  { code: '440000', name: '广东省', children: [{ code: '441900', name: '东莞市' }] },
]

describe('divisions', () => {
  it('finds the way down to a county, and to a city without counties', () => {
    expect(pathTo(tree, '500112')).toEqual({ province: '500000', city: '500100', county: '500112' })
    expect(pathTo(tree, '441900')).toEqual({ province: '440000', city: '441900', county: '441900' })
  })

  it('guesses nothing', () => {
    expect(pathTo(tree, '110101')).toEqual({ province: '', city: '', county: '' })
    expect(childrenOf(tree, '999999')).toEqual([])
  })
})
