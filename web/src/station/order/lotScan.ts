/** From what a scanner or a thumb enters to one lot of the station. */

interface Numbered {
  id: string
  no: string
}

export type Scan<Lot> = { lot: Lot } | { none: string } | { many: string }

const shortest = 4

/** The number inside a scanned text: the label's QR is the address of the trace page, a bar code the bare number. */
export function lotNumber(text: string): string {
  const plain = text.trim()
  const tail = /\/lots\/([^/?#]+)/.exec(plain)?.[1] ?? plain
  return decodeURIComponent(tail).replace(/\s/g, '').toUpperCase()
}

/** The lot of a full number, or of its last digits (at least four) when they name only one. */
export function findLot<Lot extends Numbered>(text: string, lots: readonly Lot[]): Scan<Lot> {
  const no = lotNumber(text)
  const exact = lots.find((l) => l.no.toUpperCase() === no)
  if (exact) return { lot: exact }
  const near = no.length >= shortest ? lots.filter((l) => l.no.toUpperCase().endsWith(no)) : []
  if (near.length > 1) return { many: no }
  return near[0] ? { lot: near[0] } : { none: no }
}

/** A long number in groups of four from the right, so that two people can compare it: "L 1234 5678". */
export function groupNumber(no: string): string {
  const m = /^([A-Za-z]*)(\d+)$/.exec(no)
  if (!m) return no
  return [m[1], (m[2] ?? '').replace(/\B(?=(\d{4})+$)/g, ' ')].filter(Boolean).join(' ')
}
