import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'

export interface CartLine {
  sku_id: string
  /** 1 to 999. */
  quantity: number
  /** Ticked for the next checkout. */
  chosen: boolean
}

/** Kinds of goods one checkout takes (the contract's CheckoutInput.items). */
export const maxLines = 50
const maxQuantity = 999
const slot = 'yigou.cart'

/**
 * The cart is a draft on this device: ids and numbers only, names and prices always come from the quote.
 * It needs no login and survives one; two tabs see the same cart.
 */
export const useCart = defineStore('cart', () => {
  const lines = ref<CartLine[]>(read(localStorage.getItem(slot)))

  watch(lines, (now) => localStorage.setItem(slot, JSON.stringify(now)), { deep: true, flush: 'sync' })
  window.addEventListener('storage', (event) => {
    if (event.key === slot) lines.value = read(event.newValue)
  })

  const find = (sku: string) => lines.value.find((l) => l.sku_id === sku)

  /** Puts some more of a SKU in; false when the cart already holds 50 kinds. */
  function add(sku: string, quantity: number): boolean {
    const line = find(sku)
    if (line) {
      line.quantity = cap(line.quantity + quantity)
      line.chosen = true
      return true
    }
    if (lines.value.length >= maxLines) return false
    lines.value.unshift({ sku_id: sku, quantity: cap(quantity), chosen: true })
    return true
  }

  function set(sku: string, quantity: number): void {
    const line = find(sku)
    if (line) line.quantity = cap(quantity)
  }

  function choose(skus: readonly string[], chosen: boolean): void {
    for (const line of lines.value) if (skus.includes(line.sku_id)) line.chosen = chosen
  }

  function remove(skus: readonly string[]): void {
    lines.value = lines.value.filter((l) => !skus.includes(l.sku_id))
  }

  return {
    lines,
    /** Pieces in the cart: the number on the basket. */
    count: computed(() => lines.value.reduce((sum, l) => sum + l.quantity, 0)),
    chosen: computed(() => lines.value.filter((l) => l.chosen)),
    add,
    set,
    choose,
    remove,
  }
})

function cap(quantity: number): number {
  return Math.min(maxQuantity, Math.max(1, Math.trunc(quantity)))
}

/** What was stored, or as much of it as still makes sense. */
function read(stored: string | null): CartLine[] {
  let raw: unknown
  try {
    raw = JSON.parse(stored ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(raw)) return []
  return raw.filter(isLine).slice(0, maxLines).map((l) => ({ ...l, quantity: cap(l.quantity) }))
}

function isLine(raw: unknown): raw is CartLine {
  const l = raw as CartLine | null
  return typeof l?.sku_id === 'string' && Number.isFinite(l.quantity) && typeof l.chosen === 'boolean'
}
