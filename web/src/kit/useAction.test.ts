import { beforeEach, describe, expect, it } from 'vitest'
import { Problem, problemOf } from './problem'
import { useAction } from './useAction'

beforeEach(() => sessionStorage.clear())

const down = () => new Problem(503, 'busy', '请稍后再试。')
const refused = () =>
  problemOf(422, { code: 'invalid', detail: '请改一处。', fields: [{ name: 'phone', code: 'phone.bad', detail: '手机号是 11 位。' }] })

/** A server that answers from a script and records the keys it saw. */
function server(script: (Error | string)[]) {
  const keys: string[] = []
  const send = async (_: unknown, key: string) => {
    keys.push(key)
    const answer = script.shift()
    if (answer instanceof Error) throw answer
    return answer ?? 'ok'
  }
  return { keys, send }
}

describe('useAction', () => {
  it('keeps its key while the outcome is unknown and renews it after success', async () => {
    const s = server([down(), new TypeError('fetch failed'), 'done'])
    const a = useAction(s.send)
    for (let i = 0; i < 4; i++) await a.run({ sku: 1 })
    expect(s.keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(s.keys.slice(0, 3)).toEqual([s.keys[0], s.keys[0], s.keys[0]])
    expect(s.keys[3]).not.toBe(s.keys[0])
  })

  it('takes a new key for another input and after a definite refusal', async () => {
    const s = server([down(), refused(), 'ok'])
    const a = useAction(s.send)
    await a.run({ qty: 1 })
    await a.run({ qty: 2 })
    await a.run({ qty: 2 })
    expect(new Set(s.keys).size).toBe(3)
  })

  it('with a name keeps its key over a reload', async () => {
    const s = server([down(), 'ok'])
    await useAction(s.send, { name: 'checkout' }).run({ qty: 1 })
    await useAction(s.send, { name: 'checkout' }).run({ qty: 1 })
    expect(s.keys[0]).toBe(s.keys[1])
    expect(sessionStorage.length).toBe(0)
  })

  it('blocks a second press while one is under way', async () => {
    let calls = 0
    let finish = () => {}
    const a = useAction(() => {
      calls++
      return new Promise<string>((done) => (finish = () => done('ok')))
    })
    const first = a.run(null)
    expect(a.busy.value).toBe(true)
    expect(await a.run(null)).toBeUndefined()
    finish()
    expect(await first).toBe('ok')
    expect(calls).toBe(1)
    expect(a.busy.value).toBe(false)
  })

  it('shows the sentence and the field of a refusal, and clears them on the next run', async () => {
    const a = useAction(server([refused(), 'ok']).send)
    await a.run(1)
    expect(a.problem.value?.detail).toBe('请改一处。')
    expect(a.field('phone')).toBe('手机号是 11 位。')
    await a.run(1)
    expect(a.problem.value).toBeNull()
  })

  it('turns a lost network into a sentence', async () => {
    const a = useAction(server([new TypeError('fetch failed')]).send)
    await a.run(1)
    expect(a.problem.value?.code).toBe('network')
    expect(a.problem.value?.retryable).toBe(true)
  })
})
