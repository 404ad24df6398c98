import { describe, expect, it } from 'vitest'
import type { Schema } from '@/kit/api'
import { faultsOf, inputOf, moved, newDraft, newSku, withMerchant, yuan, type Draft } from './draft'

const link = { id: '11', name: '代销' } as Schema<'BenefitLink'>
const coop: Schema<'MerchantOptions'> = { id: '1', name: '合作社', kind_label: '', benefit_links: [link], freight_templates: [{ code: '21', name: '全国' }] }
const other: Schema<'MerchantOptions'> = { ...coop, id: '2', benefit_links: [], freight_templates: [] }
const options = { villages: [{ code: '500155130200', name: '桂香村' }], merchants: [coop] } as Schema<'StationOptions'>

function complete(): Draft {
  const draft = newDraft(options)
  return {
    ...draft, category: 'honey', name: ' 桂香村中蜂蜂蜜 ', tax_mark: 'exempt_self', return_policy: 'seven_day',
    skus: [{ ...newSku(), produce_id: '31', name: '一斤装', quantity: '500', price: '68' }],
  }
}

describe('a product draft', () => {
  it('chooses what leaves no choice', () => {
    expect(newDraft(options)).toMatchObject({ merchant_id: '1', region: '500155130200', benefit_link_id: '11', freight_template_id: '21' })
    expect(newDraft({ ...options, merchants: [coop, other] }).merchant_id).toBe('')
  })

  it('never keeps the link or the template of another merchant', () => {
    expect(withMerchant(complete(), other)).toMatchObject({ merchant_id: '2', benefit_link_id: '', freight_template_id: '' })
  })

  it('becomes the input of the API, in fen and grams', () => {
    expect(faultsOf(complete())).toEqual({})
    const input = inputOf({ ...complete(), season_to: 5 })
    expect(input).toMatchObject({ name: '桂香村中蜂蜂蜜', season_from: 0, season_to: 0, media_ids: [] })
    expect(input.skus[0]).toMatchObject({ quantity: 500, net_content_g: 0, price_fen: 6800, count_hint: '' })
  })

  it('names what is wrong by the paths of the API', () => {
    const draft = complete()
    draft.name = 'x'
    draft.season_from = 9
    draft.skus.push({ ...newSku(), quantity: '1.5', net_content_g: 'many', price: '0' })
    expect(Object.keys(faultsOf(draft)).sort()).toEqual([
      'name', 'season_to', 'skus[1].name', 'skus[1].net_content_g', 'skus[1].price_fen', 'skus[1].produce_id', 'skus[1].quantity',
    ])
  })

  it('shows fen as people type them', () => {
    expect(yuan(123456)).toBe('1234.56')
  })

  it('moves pictures within their list only', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  })
})
