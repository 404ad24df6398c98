import { describe, expect, it } from 'vitest'
import { nextOf } from './next'

describe('the next review', () => {
  it('goes down the queue, then round to its start', () => {
    expect(nextOf(['a', 'b', 'c'], 'b')).toBe('c')
    expect(nextOf(['a', 'b', 'c'], 'c')).toBe('a')
  })

  it('starts over when the done one is not listed any more, and ends with the last', () => {
    expect(nextOf(['a', 'c'], 'b')).toBe('a')
    expect(nextOf(['b'], 'b')).toBeUndefined()
    expect(nextOf([], 'b')).toBeUndefined()
  })
})
