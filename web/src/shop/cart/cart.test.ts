import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { maxLines, useCart } from './cart'

function fresh() {
  setActivePinia(createPinia())
  return useCart()
}

beforeEach(() => localStorage.clear())

describe('cart', () => {
  it('adds the same SKU to its line and counts pieces', () => {
    const cart = fresh()
    cart.add('1', 2)
    cart.add('2', 1)
    cart.add('1', 3)
    expect(cart.lines.map((l) => [l.sku_id, l.quantity])).toEqual([['2', 1], ['1', 5]])
    expect(cart.count).toBe(6)
  })

  it('is still there after a reload', () => {
    const cart = fresh()
    cart.add('7', 4)
    cart.choose(['7'], false)
    expect(fresh().lines).toEqual([{ sku_id: '7', quantity: 4, chosen: false }])
  })

  it('keeps quantities between 1 and 999 and at most 50 kinds', () => {
    const cart = fresh()
    cart.add('1', 5000)
    expect(cart.lines[0]?.quantity).toBe(999)
    cart.set('1', -3)
    expect(cart.lines[0]?.quantity).toBe(1)
    for (let i = 2; i <= maxLines; i++) expect(cart.add(String(i), 1)).toBe(true)
    expect(cart.add('51', 1)).toBe(false)
    expect(cart.add('1', 1)).toBe(true)
  })

  it('takes out exactly what was bought', () => {
    const cart = fresh()
    for (const sku of ['1', '2', '3']) cart.add(sku, 1)
    cart.choose(['2'], false)
    cart.remove(cart.chosen.map((l) => l.sku_id))
    expect(cart.lines.map((l) => l.sku_id)).toEqual(['2'])
  })

  it('survives damaged storage', () => {
    for (const junk of ['{', '{"a":1}', '[null,{"sku_id":1}]', '[{"sku_id":"1","quantity":"x","chosen":true}]']) {
      localStorage.setItem('yigou.cart', junk)
      expect(fresh().lines).toEqual([])
    }
  })

  it('follows another tab', () => {
    const cart = fresh()
    const theirs = JSON.stringify([{ sku_id: '9', quantity: 2, chosen: true }])
    window.dispatchEvent(new StorageEvent('storage', { key: 'yigou.cart', newValue: theirs }))
    expect(cart.count).toBe(2)
  })
})
