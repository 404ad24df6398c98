import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDocument, type ProofDocument } from './document'
import { steps, verify, type Step } from './verify'

const golden = JSON.parse(readFileSync('../internal/proof/testdata/golden.json', 'utf8')) as {
  public_key: string
  documents: ProofDocument[]
}
const plain = golden.documents.filter((d) => d.block.alg === 'sha256')

test('every vector of the Go code is proved', async () => {
  expect(plain).toHaveLength(32)
  for (const d of plain) {
    expect(await verify(d, golden.public_key)).toEqual(Object.fromEntries(steps.map((s) => [s, 'ok'])))
  }
})

test('SM3 is left to the program, and said so', async () => {
  const sm3 = golden.documents.find((d) => d.block.alg === 'sm3')!
  expect((await verify(sm3, golden.public_key)).entry).toBe('unable')
})

/** The last character of a hexadecimal text, changed. */
const flip = (h: string) => h.slice(0, -1) + (h.endsWith('0') ? '1' : '0')
const more = (n: string) => String(BigInt(n) + 1n)
const big = plain.find((d) => d.log!.path.length > 2 && d.block.path.length > 1)!

describe('a touched proof fails at its step', () => {
  const touched: [string, Step, (d: ProofDocument) => void][] = [
    ['amount', 'entry', (d) => { d.entry.amount = more(d.entry.amount) }],
    ['owner', 'entry', (d) => { d.entry.whose = flip(d.entry.whose) }],
    ['not a digest', 'entry', (d) => { d.entry.whose = 'x' }],
    ['order', 'head', (d) => { d.head.order = more(d.head.order) }],
    ['time', 'head', (d) => { d.head.posted_us = more(d.head.posted_us) }],
    ['block root', 'block', (d) => { d.block.root = flip(d.block.root) }],
    ['path too long', 'block', (d) => { d.block.path.push(d.leaf) }],
    ['lane', 'block', (d) => { d.block.lane++ }],
    ['block before', 'chain', (d) => { d.block.prev = flip(d.block.prev) }],
    ['place in the log', 'checkpoint', (d) => { d.log!.index = d.log!.index === '0' ? '1' : '0' }],
    ['note size', 'checkpoint', (d) => { d.log!.note = d.log!.note.replace(/\n\d+\n/, '\n9999999\n') }],
    ['note time', 'signature', (d) => { d.log!.note = d.log!.note.replace('at 20', 'at 19') }],
  ]
  test.each(touched)('%s', async (_, step, touch) => {
    const d = structuredClone(big)
    touch(d)
    const report = await verify(d, golden.public_key)
    expect(report[step]).toBe('failed')
    const at = steps.indexOf(step)
    expect(steps.slice(0, at).map((s) => report[s])).toEqual(Array(at).fill('ok'))
    expect(steps.slice(at + 1).map((s) => report[s])).toEqual(Array(steps.length - at - 1).fill('unchecked'))
  })

  test('another key', async () => {
    const stranger = 'test.example/books+56e0fa3b+Ac9BqRaV16UjAuQWHLPPp7j2Lchu/uA8M3dR21io+ta2'
    expect((await verify(big, stranger)).signature).toBe('failed')
    expect((await verify(big, 'nonsense')).signature).toBe('failed')
  })

  test('no checkpoint yet', async () => {
    const report = await verify({ ...big, log: null }, golden.public_key)
    expect([report.chain, report.checkpoint, report.signature]).toEqual(['ok', 'waits', 'unchecked'])
  })
})

test('what a person pastes', () => {
  expect(readDocument(JSON.stringify(big))).toEqual(big)
  expect(readDocument(JSON.stringify({ sentence: '…', document: big }))).toEqual(big)
  for (const bad of ['', '{}', '[]', 'null', '{"format":"yigou.proof/1"}', '{"document":null}']) expect(readDocument(bad)).toBeNull()
})
