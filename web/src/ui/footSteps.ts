import { formatMoment, formatShortDay } from '@/kit/day'
import type { Schema } from '@/kit/api'
import { words } from '@/kit/words'
import type { FootStep } from './Footprint.vue'

const householdSteps = new Set(['credited', 'settled'])

/** The API's steps as the 助农足迹 shows them: the last done step is where things stand now. */
export function footSteps(steps: readonly Schema<'FootStep'>[]): FootStep[] {
  const last = steps.map((s) => s.done).lastIndexOf(true)
  const over = last === steps.length - 1
  return steps.map((s, i) => ({
    key: s.key,
    title: s.title,
    text: [s.place, s.detail].filter(Boolean).join(' · '),
    when: s.at ? formatMoment(s.at) : s.day ? (s.done ? formatShortDay(s.day) : words.footprint.expected(formatShortDay(s.day))) : undefined,
    state: !s.done ? 'future' : i === last && !over ? 'now' : 'done',
    household: householdSteps.has(s.key),
  }))
}
