/** The document of internal/proof (format yigou.proof/1). Big numbers are decimal strings, digests hexadecimal. */
export interface ProofDocument {
  format: string
  head: {
    salt: string; journal: string; book: number; kind: number; ref: string; ref_seq: string; order: string; period: number
    effective_us: string; posted_us: string; n: number; gross: string; reverses: string; actor: string; request: string; path: string[]
  }
  entry: { salt: string; ord: number; whose: string; amount: string; dim: string; row: string; path: string[] }
  leaf: string
  block: {
    alg: string; epoch: string; lane: number; height: string; prev: string; first_seq: string; last_seq: string
    root: string; hash: string; path: string[]
  }
  log: { index: string; path: string[]; note: string } | null
}

/** Reads what a person pasted: the document itself, or the API's answer around it. Null when it is neither. */
export function readDocument(text: string): ProofDocument | null {
  try {
    const raw = JSON.parse(text) as Record<string, unknown>
    const inner = (raw.document ?? raw) as ProofDocument
    return inner.format === 'yigou.proof/1' && inner.head && inner.entry && inner.block ? inner : null
  } catch {
    return null
  }
}
