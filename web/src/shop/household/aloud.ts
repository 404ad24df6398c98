import type { Schema } from '@/kit/api'
import { formatShortDay } from '@/kit/day'
import { speakFen } from '@/kit/money'
import { words } from '../words'

/** How many of the newest lines are read; more than a breath is not listened to. */
const newest = 3

/** What 读给我听 says, a sentence each: the sums as the page shows them, then the newest lines. */
export function aloud(home: Schema<'HouseholdSummary'>, lines: Schema<'CreditLine'>[]): string[] {
  const w = words.household
  return [
    w.say(w.paid, speakFen(home.paid_fen)),
    w.say(w.payable, speakFen(home.payable_fen)),
    ...(home.next_payout_day ? [w.nextPayout(formatShortDay(home.next_payout_day))] : []),
    w.say(w.accrued, speakFen(home.accrued_fen)),
    ...(home.recoverable_fen ? [w.say(w.recoverable, speakFen(home.recoverable_fen)), w.recoverableText] : []),
    ...(lines.length ? [w.sayNewest] : []),
    ...lines.slice(0, newest).map((l) => w.sayLine(formatShortDay(l.day), l.product_name, speakFen(l.amount_fen), l.state_label)),
  ]
}
