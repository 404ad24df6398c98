/** A product as its station types it, and as the API takes it. Prices are typed in yuan and sent in fen. */
import type { Schema } from '@/kit/api'
import { fenParts, parseYuan } from '@/kit/money'

export interface SkuDraft {
  /** Of a SKU that exists; absent for a new one. */
  id?: string
  /** Keeps the row's place in the form while rows are added and removed. */
  key: number
  produce_id: string
  name: string
  quantity: string
  net_content_g: string
  count_hint: string
  price: string
}

export interface Draft {
  merchant_id: string
  region: string
  category: string
  name: string
  subtitle: string
  description: string
  pictures: Schema<'Picture'>[]
  skus: SkuDraft[]
  benefit_link_id: string
  freight_template_id: string
  return_policy: Schema<'ReturnPolicy'> | ''
  tax_mark: Schema<'TaxMark'> | ''
  /** 0: all year. */
  season_from: number
  season_to: number
  cutoff_hour: number
  lead_days: number
}

/** Refused inputs by the API's own paths: { name: true, 'skus[0].price_fen': true }. */
export type DraftFaults = Record<string, true>

const maxQuantity = 1_000_000
const maxPrice = 10_000_000

let rows = 0

export function newSku(like?: SkuDraft): SkuDraft {
  return { key: ++rows, produce_id: like?.produce_id ?? '', name: '', quantity: '', net_content_g: '', count_hint: '', price: '' }
}

/** An empty form; what leaves no choice is chosen. */
export function newDraft(options: Schema<'StationOptions'>): Draft {
  const merchant = options.merchants.length === 1 ? options.merchants[0] : undefined
  const draft: Draft = {
    merchant_id: '', region: options.villages[0]?.code ?? '', category: '', name: '', subtitle: '', description: '',
    pictures: [], skus: [newSku()], benefit_link_id: '', freight_template_id: '', return_policy: '', tax_mark: '',
    season_from: 0, season_to: 0, cutoff_hour: 16, lead_days: 1,
  }
  return merchant ? withMerchant(draft, merchant) : draft
}

/** The draft for another merchant: links and templates are a merchant's own, a single one is chosen. */
export function withMerchant(draft: Draft, merchant: Schema<'MerchantOptions'>): Draft {
  const { benefit_links: links, freight_templates: templates } = merchant
  const link = links.find((l) => l.id === draft.benefit_link_id) ?? (links.length === 1 ? links[0] : undefined)
  const template = templates.find((t) => t.code === draft.freight_template_id) ?? (templates.length === 1 ? templates[0] : undefined)
  return { ...draft, merchant_id: merchant.id, benefit_link_id: link?.id ?? '', freight_template_id: template?.code ?? '' }
}

export function draftOf(listing: Schema<'Listing'>): Draft {
  return {
    merchant_id: listing.merchant_id, region: listing.village.code, category: listing.category,
    name: listing.name, subtitle: listing.subtitle, description: listing.description, pictures: [...listing.pictures],
    skus: listing.skus.map((k) => ({
      id: k.id, key: ++rows, produce_id: k.produce.id, name: k.name, quantity: String(k.quantity),
      net_content_g: String(k.net_content_g), count_hint: k.count_hint, price: yuan(k.price_fen),
    })),
    benefit_link_id: listing.benefit_link_id, freight_template_id: listing.freight_template_id,
    return_policy: listing.return_policy, tax_mark: listing.tax_mark,
    season_from: listing.season_from, season_to: listing.season_to, cutoff_hour: listing.cutoff_hour, lead_days: listing.lead_days,
  }
}

/** Fen as an input shows them: "39.90". */
export function yuan(fen: number): string {
  const p = fenParts(fen)
  return `${p.sign}${p.yuan.replaceAll(',', '')}.${p.fen}`
}

/** What is missing or cannot be read; the server checks the rest. */
export function faultsOf(draft: Draft): DraftFaults {
  const faults: DraftFaults = {}
  const must = ['merchant_id', 'region', 'category', 'benefit_link_id', 'freight_template_id', 'tax_mark'] as const
  for (const name of must) if (!draft[name]) faults[name] = true
  if (draft.name.trim().length < 2 || draft.name.trim().length > 60) faults.name = true
  if (draft.season_from > 0 && draft.season_to === 0) faults.season_to = true
  draft.skus.forEach((sku, i) => {
    if (!sku.produce_id) faults[`skus[${i}].produce_id`] = true
    if (!sku.name.trim()) faults[`skus[${i}].name`] = true
    if (whole(sku.quantity, 1) === null) faults[`skus[${i}].quantity`] = true
    if (sku.net_content_g.trim() && whole(sku.net_content_g, 0) === null) faults[`skus[${i}].net_content_g`] = true
    const price = parseYuan(sku.price)
    if (price === null || price < 1 || price > maxPrice) faults[`skus[${i}].price_fen`] = true
  })
  return faults
}

/** The draft as the API takes it; only for a draft without faults. */
export function inputOf(draft: Draft): Schema<'ListingInput'> {
  return {
    name: draft.name.trim(), subtitle: draft.subtitle.trim(), merchant_id: draft.merchant_id, region: draft.region, category: draft.category,
    benefit_link_id: draft.benefit_link_id, freight_template_id: draft.freight_template_id,
    return_policy: draft.return_policy || undefined, tax_mark: draft.tax_mark as Schema<'TaxMark'>,
    season_from: draft.season_from, season_to: draft.season_from ? draft.season_to : 0, cutoff_hour: draft.cutoff_hour, lead_days: draft.lead_days,
    description: draft.description.trim(), media_ids: draft.pictures.map((p) => p.id),
    skus: draft.skus.map((k) => ({
      id: k.id, produce_id: k.produce_id, name: k.name.trim(), quantity: whole(k.quantity, 1) ?? 0,
      net_content_g: whole(k.net_content_g, 0) ?? 0, count_hint: k.count_hint.trim(), price_fen: parseYuan(k.price) ?? 0,
    })),
  }
}

/** A list with one item moved by a step; moves past an end change nothing. */
export function moved<T>(list: readonly T[], from: number, step: -1 | 1): T[] {
  const out = [...list]
  const to = from + step
  const item = out[from]
  if (item === undefined || to < 0 || to >= out.length) return out
  out.splice(from, 1)
  out.splice(to, 0, item)
  return out
}

function whole(text: string, least: number): number | null {
  const n = /^\d{1,7}$/.test(text.trim()) ? Number(text) : -1
  return n >= least && n <= maxQuantity ? n : null
}
