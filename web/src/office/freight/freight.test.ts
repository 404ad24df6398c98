import { describe, expect, it } from 'vitest'
import { groupDraft, groupInput, groupText, newGroup } from './draft'
import { provinceText } from './provinces'

const near = { provinces: ['50', '51'], first_grams: 3000, first_fen: 500, step_grams: 1000, step_fen: 150, free_over_fen: 9900 }

describe('a freight group', () => {
  it('survives being edited', () => {
    expect(groupInput(groupDraft(near, 1))).toEqual(near)
    const never = { ...near, free_over_fen: undefined }
    expect(groupInput(groupDraft(never, 1))).not.toHaveProperty('free_over_fen')
  })

  it('refuses what cannot be read, and an empty group', () => {
    expect(groupInput(newGroup(1))).toBeNull()
    expect(groupInput({ ...groupDraft(near, 1), firstKg: '0' })).toBeNull()
    expect(groupInput({ ...groupDraft(near, 1), stepYuan: '一元' })).toBeNull()
    expect(groupInput({ ...groupDraft(near, 1), provinces: [] })).toBeNull()
  })

  it('reads as a sentence', () => {
    expect(groupText(near)).toBe('3 千克内 ¥5.00，每多 1 千克加 ¥1.50，满 ¥99.00 免运费')
    expect(groupText({ ...near, first_fen: 0, step_fen: 0, free_over_fen: 0 })).toBe('不收运费')
  })

  it('names a few provinces and counts many', () => {
    expect(provinceText(['50', '51'])).toBe('重庆、四川')
    expect(provinceText(Array.from({ length: 12 }, (_, i) => String(11 + i)))).toContain('等 12 个省份')
  })
})
