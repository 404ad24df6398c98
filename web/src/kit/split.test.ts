import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { retract, split } from './split'

interface Vector {
  op: 'split' | 'retract'
  amount: bigint
  w: bigint[]
  parts: bigint[]
}

/** Another file of vectors to check, 10⁵ of them in the long proof. */
const many = process.env['YIGOU_GOLDEN']

/** The vectors hold numbers beyond 2⁵³: every number is read as a string. */
function vectors(): Vector[] {
  const text = readFileSync(many ?? '../internal/money/testdata/golden.json', 'utf8')
  const raw = JSON.parse(text.replace(/(?<=[[:,])\d+/g, '"$&"')) as { op: Vector['op']; amount: string; w: string[]; parts: string[] }[]
  return raw.map((v) => ({ op: v.op, amount: BigInt(v.amount), w: v.w.map(BigInt), parts: v.parts.map(BigInt) }))
}

test('every vector of the Go code gives the same parts', () => {
  const all = vectors()
  expect(all).toHaveLength(many ? 100_000 : 2000)
  for (const v of all) {
    const got = v.op === 'split' ? split(v.amount, v.w) : retract(v.amount, v.w)
    expect(got, `${v.op} ${v.amount} by ${v.w}`).toEqual(v.parts)
  }
})
