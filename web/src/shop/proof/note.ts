import { fromBase64, int, join, same, sha256, type Bytes } from './bytes'

/** A C2SP signed note that holds a checkpoint. */
export interface Note {
  text: string
  origin: string
  size: bigint
  root: Bytes
  alg: string
  no: number
  at: string
  signatures: { name: string; hash: Bytes; signature: Bytes }[]
}

/** Null when the text is no checkpoint. */
export function readNote(signed: string): Note | null {
  const cut = signed.lastIndexOf('\n\n')
  if (cut < 0) return null
  const text = signed.slice(0, cut + 1)
  const lines = text.split('\n')
  const [origin, size, root, alg, no, at, heads, end] = lines
  if (lines.length !== 8 || end !== '' || !origin || !/^\d+$/.test(size!) || !heads!.startsWith('heads ')) return null
  try {
    const bytes = fromBase64(root!)
    if (bytes.length !== 32 || !alg!.startsWith('alg ') || !/^no \d+$/.test(no!) || !at!.startsWith('at ')) return null
    const signatures = signed.slice(cut + 2).split('\n').filter(Boolean).map(readSignature)
    return { text, origin, size: BigInt(size!), root: bytes, alg: alg!.slice(4), no: Number(no!.slice(3)), at: at!.slice(3), signatures }
  } catch {
    return null
  }
}

function readSignature(line: string) {
  const m = /^— (\S+) (\S+)$/.exec(line)
  if (!m) throw new Error('not a signature')
  const raw = fromBase64(m[2]!)
  return { name: m[1]!, hash: raw.slice(0, 4), signature: raw.slice(4) }
}

/** Says whether a note carries a good signature of the key, in the form name+hash+base64. */
export async function isSignedBy(note: Note, publicKey: string): Promise<boolean> {
  const m = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(publicKey.trim())
  if (!m) return false
  const [, name, hash, encoded] = m
  const key = fromBase64(encoded!)
  if (key.length !== 33 || key[0] !== 1) return false
  const id = (await sha256(join(new TextEncoder().encode(`${name}\n`), key))).slice(0, 4)
  if (!same(id, int(BigInt(`0x${hash}`), 4))) return false
  const mine = note.signatures.find((s) => s.name === name && same(s.hash, id))
  if (!mine || note.origin !== name) return false
  const imported = await crypto.subtle.importKey('raw', key.slice(1), { name: 'Ed25519' }, false, ['verify'])
  return crypto.subtle.verify({ name: 'Ed25519' }, imported, mine.signature, new TextEncoder().encode(note.text))
}
