/** Shapes that carriers' numbers usually have. The server decides; this only asks for a second look while typing. */
const shapes: Record<string, RegExp> = {
  ems: /^([A-Z]{2}\d{9}[A-Z]{2}|\d{13})$/,
  youzhengguonei: /^9\d{12}$/,
  shunfeng: /^(SF\d{12,13}|\d{12})$/,
  zhongtong: /^\d{12,15}$/,
  yuantong: /^(YT\d{13}|[A-Z0-9]{10,15})$/,
  shentong: /^\d{12,15}$/,
  yunda: /^\d{13,15}$/,
  jtexpress: /^(JT\d{13}|\d{12,15})$/,
  jd: /^JD[A-Z0-9]{11,18}$/,
  debangkuaidi: /^(DPK\d{12}|\d{8,15})$/,
  kehuoyou: /^KHY\d{8,16}$/,
}

/** A typed or scanned number in the carriers' own form: upper case, without blanks and hyphens. */
export function tidyWaybill(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

/** Whether a number looks like one of this carrier; unknown carriers are never doubted. */
export function looksRight(carrier: string, text: string): boolean {
  return shapes[carrier]?.test(tidyWaybill(text)) ?? true
}

/** The one carrier whose printed prefix a number carries; undefined where the digits alone say nothing. */
export function carrierOf(text: string): string | undefined {
  const no = tidyWaybill(text)
  const prefixes = { SF: 'shunfeng', YT: 'yuantong', JT: 'jtexpress', JD: 'jd', DPK: 'debangkuaidi', KHY: 'kehuoyou' }
  const hit = Object.entries(prefixes).find(([prefix]) => no.startsWith(prefix))
  return hit && looksRight(hit[1], no) ? hit[1] : undefined
}
