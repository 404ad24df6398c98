import { fenParts, formatFen, parseYuan } from '@/kit/money'
import { formatGrams, parseKg } from '@/kit/weight'
import type { Schema } from '@/kit/api'
import { words } from '../words'

type Group = Schema<'FreightGroup'>

/** A group as it is typed: kilograms and yuan as text. */
export interface GroupDraft {
  key: number
  provinces: string[]
  firstKg: string
  firstYuan: string
  stepKg: string
  stepYuan: string
  freeYuan: string
}

export interface ExclusionDraft {
  key: number
  provinces: string[]
  reason: string
}

const yuan = (fen: number) => {
  const p = fenParts(fen)
  return p.yuan.replaceAll(',', '') + (p.fen === '00' ? '' : `.${p.fen}`)
}
const kg = (grams: number) => String(grams / 1000)

export const newGroup = (key: number): GroupDraft => ({ key, provinces: [], firstKg: '1', firstYuan: '', stepKg: '1', stepYuan: '', freeYuan: '' })

export const groupDraft = (g: Group, key: number): GroupDraft => ({
  key,
  provinces: [...g.provinces],
  firstKg: kg(g.first_grams),
  firstYuan: yuan(g.first_fen),
  stepKg: kg(g.step_grams),
  stepYuan: yuan(g.step_fen),
  freeYuan: g.free_over_fen ? yuan(g.free_over_fen) : '',
})

/** What the server gets; null when a number cannot be read or no province is chosen. */
export function groupInput(d: GroupDraft): Group | null {
  const first = parseKg(d.firstKg)
  const step = parseKg(d.stepKg)
  const firstFen = parseYuan(d.firstYuan)
  const stepFen = parseYuan(d.stepYuan)
  const free = d.freeYuan.trim() ? parseYuan(d.freeYuan) : 0
  if (!first || !step || firstFen === null || stepFen === null || free === null || d.provinces.length === 0) return null
  return { provinces: [...d.provinces], first_grams: first, first_fen: firstFen, step_grams: step, step_fen: stepFen, ...(free ? { free_over_fen: free } : {}) }
}

/** A group in one sentence: "3 千克内 ¥5.00，每多 1 千克加 ¥1.00，满 ¥99.00 免运费". */
export function groupText(g: Group): string {
  const w = words.freight
  const flat = g.first_fen === 0 && g.step_fen === 0 ? w.alwaysFree : w.price(formatGrams(g.first_grams), formatFen(g.first_fen), formatGrams(g.step_grams), formatFen(g.step_fen))
  return g.free_over_fen ? `${flat}${w.freeOver(formatFen(g.free_over_fen))}` : flat
}
