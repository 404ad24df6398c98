/** Bytes as the ledger hashes them: fixed-width big-endian numbers and digests, one after the other. */
export type Bytes = Uint8Array<ArrayBuffer>

export function hex(text: string, length: number): Bytes {
  if (!/^[0-9a-f]*$/.test(text) || text.length !== 2 * length) throw new Error('not a digest')
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16))
}

export function toHex(bytes: Bytes): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

/** A number in `width` bytes; negative numbers as two's complement. */
export function int(value: string | number | bigint, width: number): Bytes {
  let rest = BigInt.asUintN(8 * width, BigInt(value))
  const out = new Uint8Array(width)
  for (let i = width - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 255n)
  return out
}

export function join(...parts: Bytes[]): Bytes {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) {
    out.set(p, at)
    at += p.length
  }
  return out
}

export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
}

export function same(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i])
}

export async function sha256(text: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', text))
}
