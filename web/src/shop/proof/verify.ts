import { hex, int, join, same, sha256, type Bytes } from './bytes'
import type { ProofDocument } from './document'
import { isSignedBy, readNote } from './note'
import { leafHash, rootOfPath } from './tree'

/** The steps of a proof, in the order in which they are checked; the same words as `yigou verify`. */
export const steps = ['entry', 'head', 'block', 'chain', 'checkpoint', 'signature'] as const
export type Step = (typeof steps)[number]

/** waits: no checkpoint holds the block yet. unable: this browser lacks what the step needs. */
export type Outcome = 'ok' | 'failed' | 'waits' | 'unable' | 'unchecked'
export type Report = Record<Step, Outcome>

/** Checks a proof in this browser alone. Behind the first step that fails nothing is checked. */
export async function verify(d: ProofDocument, publicKey: string): Promise<Report> {
  const report = Object.fromEntries(steps.map((s) => [s, 'unchecked'])) as Report
  if (!globalThis.crypto?.subtle || d.block.alg !== 'sha256') return { ...report, entry: 'unable' }
  const checks: Record<Step, () => Promise<Outcome>> = {
    entry: async () => verdict(await entryHolds(d)),
    head: async () => verdict(await headHolds(d)),
    block: async () => verdict(await blockHolds(d)),
    chain: async () => verdict(same(await blockHash(d), hex(d.block.hash, 32))),
    checkpoint: () => checkpointHolds(d),
    signature: () => signatureHolds(d, publicKey),
  }
  for (const step of steps) {
    report[step] = await checks[step]().catch((): Outcome => 'failed')
    if (report[step] !== 'ok') break
  }
  return report
}

const verdict = (ok: boolean): Outcome => (ok ? 'ok' : 'failed')
const digests = (list: string[]) => list.map((h) => hex(h, 32))

async function leadsTo(root: string, index: bigint, size: bigint, leaf: Bytes, path: string[]): Promise<boolean> {
  const got = await rootOfPath(index, size, leaf, digests(path))
  return got !== null && same(got, hex(root, 32))
}

async function entryHolds({ head, entry: e, leaf, format }: ProofDocument): Promise<boolean> {
  const opened = join(
    int(0, 1), hex(e.salt, 16), int(head.journal, 8), int(e.ord, 2), hex(e.whose, 32), int(e.amount, 8), int(e.dim, 8), int(e.row, 8),
  )
  return format === 'yigou.proof/1' && e.ord > 0 && leadsTo(leaf, BigInt(e.ord), BigInt(head.n) + 1n, await sha256(opened), e.path)
}

async function headHolds({ head: h, leaf }: ProofDocument): Promise<boolean> {
  const opened = join(
    int(0, 1), hex(h.salt, 16), int(h.journal, 8), int(0, 2), int(h.book, 4), int(h.kind, 2), int(h.ref, 8), int(h.ref_seq, 8), int(h.order, 8),
    int(h.period, 4), int(h.effective_us, 8), int(h.posted_us, 8), int(h.n, 2), int(h.gross, 8), int(h.reverses, 8), int(h.actor, 8), hex(h.request, 32),
  )
  return leadsTo(leaf, 0n, BigInt(h.n) + 1n, await sha256(opened), h.path)
}

/** A journal's number is its lane in the upper 16 bits and its place in the lane below. */
async function blockHolds({ head, leaf, block: b }: ProofDocument): Promise<boolean> {
  const journal = BigInt(head.journal)
  const place = journal & ((1n << 48n) - 1n)
  const first = BigInt(b.first_seq)
  return journal >> 48n === BigInt(b.lane) && leadsTo(b.root, place - first, BigInt(b.last_seq) - first + 1n, await leafHash(hex(leaf, 32)), b.path)
}

function blockHash({ block: b }: ProofDocument): Promise<Bytes> {
  return sha256(join(
    int(2, 1), int(1, 1), int(b.epoch, 8), int(b.lane, 2), int(b.height, 8), hex(b.prev, 32), int(b.first_seq, 8), int(b.last_seq, 8), hex(b.root, 32),
  ))
}

async function checkpointHolds({ block, log }: ProofDocument): Promise<Outcome> {
  if (!log) return 'waits'
  const note = readNote(log.note)
  if (!note) return 'failed'
  if (note.alg !== 'sha256') return 'unable'
  const root = await rootOfPath(BigInt(log.index), note.size, await leafHash(hex(block.hash, 32)), digests(log.path))
  return verdict(root !== null && same(root, note.root))
}

async function signatureHolds({ log }: ProofDocument, publicKey: string): Promise<Outcome> {
  const note = readNote(log!.note)!
  try {
    return verdict(await isSignedBy(note, publicKey))
  } catch (err) {
    // A browser without Ed25519 says NotSupportedError; that is no fault of the proof.
    if (err instanceof Error && err.name === 'NotSupportedError') return 'unable'
    throw err
  }
}
