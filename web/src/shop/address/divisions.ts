import type { Schema } from '@/kit/api'

type Division = Schema<'Division'>

/** Province, city and county of a county code; empty codes where the tree does not hold it. */
export function pathTo(provinces: readonly Division[], county: string): { province: string; city: string; county: string } {
  for (const province of provinces) {
    for (const city of province.children ?? []) {
      if (city.code === county) return { province: province.code, city: city.code, county }
      if (city.children?.some((c) => c.code === county)) return { province: province.code, city: city.code, county }
    }
  }
  return { province: '', city: '', county: '' }
}

export function childrenOf(list: readonly Division[], code: string): Division[] {
  return list.find((d) => d.code === code)?.children ?? []
}
