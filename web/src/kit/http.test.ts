import { describe, expect, it } from 'vitest'
import { ask, whenSignedOut } from './http'
import { Problem } from './problem'

const answer = (status: number, body: unknown) => {
  const response = new Response(null, { status: status === 204 ? 204 : status })
  return Promise.resolve(status < 400 ? { data: body, response } : { error: body, response })
}

describe('ask', () => {
  it('gives the body of a success', async () => {
    expect(await ask(answer(200, { items: [] }))).toEqual({ items: [] })
  })

  it('throws the problem of a refusal, with its sentence, fields and number', async () => {
    const refused = { code: 'stock.short', detail: '库存只剩 3 箱。', request_id: 'r1', fields: [{ name: 'items[0].quantity', code: 'max', detail: '最多 3' }] }
    const err = await ask(answer(409, refused)).catch((e: unknown) => e)
    expect(err).toBeInstanceOf(Problem)
    expect(err).toMatchObject({ status: 409, code: 'stock.short', detail: '库存只剩 3 箱。', requestId: 'r1', retryable: false })
    expect((err as Problem).field('items[0].quantity')).toBe('最多 3')
  })

  it('has a sentence for an answer that is no problem+json', async () => {
    const err = await ask(answer(502, '<html>')).catch((e: unknown) => e)
    expect((err as Problem).detail).not.toBe('')
    expect((err as Problem).retryable).toBe(true)
  })

  it('tells when nobody is signed in any more', async () => {
    let told = 0
    const tell = () => told++
    whenSignedOut.add(tell)
    await ask(answer(401, {})).catch(() => undefined)
    await ask(answer(403, {})).catch(() => undefined)
    whenSignedOut.delete(tell)
    expect(told).toBe(1)
  })
})
