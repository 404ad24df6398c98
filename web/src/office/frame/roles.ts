import type { Schema } from '@/kit/api'

export type Role = Schema<'Role'>

/** Who works here, by what they may open; the same table as the server's, which decides again. */
export const bosses: readonly Role[] = ['district_admin']
export const keepers: readonly Role[] = ['district_admin', 'town_reviewer']
export const accountants: readonly Role[] = ['district_admin', 'auditor']
export const readers: readonly Role[] = ['district_admin', 'town_reviewer', 'auditor']
export const merchants: readonly Role[] = ['supplier_admin']
export const everyone: readonly Role[] = [...readers, ...merchants]
