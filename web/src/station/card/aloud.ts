import type { Schema } from '@/kit/api'
import { formatShortDay } from '@/kit/day'
import { speakFen } from '@/kit/money'
import { words } from '../words'

/** How many of the newest lines are read. */
const newest = 3

/** What 读给我听 says of a passbook, a sentence each. */
export function aloud({ home, items }: Schema<'Passbook'>): string[] {
  const { card: w, credits: c } = words
  return [
    w.say(c.paid, speakFen(home.paid_fen)),
    w.say(c.payable, speakFen(home.payable_fen)),
    w.say(c.accrued, speakFen(home.accrued_fen)),
    ...(items.length ? [w.sayNewest] : []),
    ...items.slice(0, newest).map((l) => w.sayLine(formatShortDay(l.day), l.product_name, speakFen(l.amount_fen), l.state_label)),
  ]
}
