import { int, join, sha256, type Bytes } from './bytes'

export const leafHash = (content: Bytes) => sha256(join(int(0, 1), content))
const parent = (left: Bytes, right: Bytes) => sha256(join(int(1, 1), left, right))

/**
 * The root of an RFC 6962 tree of `size` leaves from leaf `index` and its path (RFC 9162 §2.1.3.2); null when the path
 * cannot belong to such a tree.
 */
export async function rootOfPath(index: bigint, size: bigint, leaf: Bytes, path: Bytes[]): Promise<Bytes | null> {
  if (index < 0n || index >= size) return null
  let at = index
  let last = size - 1n
  let root = leaf
  for (const node of path) {
    if (last === 0n) return null
    if (at % 2n === 1n || at === last) {
      root = await parent(node, root)
      while (at % 2n === 0n && at !== 0n) {
        at >>= 1n
        last >>= 1n
      }
    } else root = await parent(root, node)
    at >>= 1n
    last >>= 1n
  }
  return last === 0n ? root : null
}
