/** Days are YYYY-MM-DD and instants RFC 3339 as the API sends them; both are shown in Asia/Shanghai. */
import { words } from './words'

const zone = 'Asia/Shanghai'
const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
const clockOf = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })

/** The Shanghai day of an instant: "2026-11-23". */
export function toDay(at: string | Date): string {
  return dayOf.format(typeof at === 'string' ? new Date(at) : at)
}

/** "2026年11月23日". */
export function formatDay(day: string): string {
  const [y, m, d] = split(day)
  return `${y}年${m}月${d}日`
}

/** "11月23日", with the year only when it is not this one. */
export function formatShortDay(day: string, now = new Date()): string {
  const [y, m, d] = split(day)
  return y === split(toDay(now))[0] ? `${m}月${d}日` : `${y}年${m}月${d}日`
}

/** "今天", "明天", "昨天" or the short day. */
export function formatNearDay(day: string, now = new Date()): string {
  const gap = Math.round((Date.parse(day) - Date.parse(toDay(now))) / 86_400_000)
  if (gap === 0) return words.day.today
  if (gap === 1) return words.day.tomorrow
  if (gap === -1) return words.day.yesterday
  return formatShortDay(day, now)
}

/** "今天 16:05" or "11月23日 16:05". */
export function formatMoment(at: string, now = new Date()): string {
  return `${formatNearDay(toDay(at), now)} ${clockOf.format(new Date(at))}`
}

/** "2026年11月". */
export function formatMonth(day: string): string {
  const [y, m] = split(day)
  return `${y}年${m}月`
}

function split(day: string): [number, number, number] {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  if (!m) throw new RangeError(`not a day: ${day}`)
  return [Number(m[1]), Number(m[2]), Number(m[3])]
}
