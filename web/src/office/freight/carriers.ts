import { words } from '../words'

/** Who carries parcels from here (domain.md C46), by the id a fee pays and the code a template names. */
const list = [
  ['1', 'ems'],
  ['2', 'youzhengguonei'],
  ['3', 'shunfeng'],
  ['4', 'zhongtong'],
  ['5', 'yuantong'],
  ['6', 'shentong'],
  ['7', 'yunda'],
  ['8', 'jtexpress'],
  ['9', 'jd'],
  ['10', 'debangkuaidi'],
  ['11', 'kehuoyou'],
] as const


export const carriers = list.map(([id, code]) => ({ code: id as string, name: words.freight.carriers[code] }))
export const carrierCodes = list.map(([, code]) => ({ code: code as string, name: words.freight.carriers[code] }))
