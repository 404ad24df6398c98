import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '.')

/** Words nobody here says to a farmer, a buyer or a unit, and what is said instead. */
const never: [RegExp, string][] = [
  [/一卡通/, '银行卡'],
  [/代发/, '打到您的银行卡'],
  [/分账/, '助农账单'],
  [/佣金/, '服务费'],
  [/贫困户/, '农户'],
  [/批次切片/, '批次'],
  [/亲[,\uff0c~!\uff01]/, '您'],
  [/\uff01/, '。'],
]

/** Words of the accountant's own pages only. */
const accountant = /分录/

function* files(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (/\.(vue|ts|css)$/.test(entry.name) && !/\.test\.ts$|\.d\.ts$/.test(entry.name)) yield path
  }
}

/** Source without comments: those speak to engineers. */
function shown(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^\s*\/\/.*$/gm, '')
}

const all = [...files(src)].map((path) => ({ name: path.slice(src.length + 1), text: shown(path) }))

describe('the words people read', () => {
  it('says nothing from the list of words we never say', () => {
    const found = all.flatMap((f) =>
      never.filter(([word]) => word.test(f.text)).map(([word, instead]) => `${f.name}: ${word.source} → ${instead}`),
    )
    expect(found).toEqual([])
  })

  it('keeps accounting words on the accountant\'s pages', () => {
    const found = all.filter((f) => accountant.test(f.text) && !f.name.startsWith('office/')).map((f) => f.name)
    expect(found).toEqual([])
  })

  it('sets Chinese punctuation in full width', () => {
    const found = all.flatMap((f) =>
      [...f.text.matchAll(/[\u3400-\u9fff。][,;?!](?!\s*$).{0,8}/gm)].map((m) => `${f.name}: ${m[0]}`),
    )
    expect(found).toEqual([])
  })

  it('keeps the Chinese of kit, ui, shop and station in their words files', () => {
    const found = all
      .filter((f) => /^(kit|ui|shop|station)\//.test(f.name) && !/(^|\/)words\.ts$/.test(f.name))
      .filter((f) => /[\u4e00-\u9fff]/.test(f.text.replace(/年\$|月\$|日`|月`/g, '')))
      .map((f) => f.name)
    expect(found).toEqual([])
  })
})
