import { describe, expect, it } from 'vitest'
import type { Schema } from '@/kit/api'
import { footSteps } from './footSteps'

const step = (key: Schema<'FootStep'>['key'], done: boolean, rest = {}): Schema<'FootStep'> => ({ key, title: key, detail: '', done, ...rest })

describe('footSteps', () => {
  it('marks where things stand and greys what has not come, with its day', () => {
    const steps = footSteps([step('paid', true), step('shipped', true), step('signed', false, { day: '2026-12-01' }), step('credited', false)])
    expect(steps.map((s) => s.state)).toEqual(['done', 'now', 'future', 'future'])
    expect(steps[2]?.when).toContain('12月1日')
    expect(steps.map((s) => Boolean(s.household))).toEqual([false, false, false, true])
  })

  it('has nothing left to wait for when all is done', () => {
    expect(footSteps([step('paid', true), step('signed', true)]).map((s) => s.state)).toEqual(['done', 'done'])
  })
})
