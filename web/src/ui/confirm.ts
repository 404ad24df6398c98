import { ref, shallowRef } from 'vue'

export interface Question {
  title: string
  /** What will happen, in one or two sentences. */
  text: string
  /** The verb of the button: 取消订单, 确认收货. */
  yes: string
  no?: string
  danger?: boolean
}

export const question = shallowRef<Question | null>(null)
export const asking = ref(false)
let answer: ((yes: boolean) => void) | null = null

/** Asks before something that cannot be taken back. ConfirmDialog.vue, mounted once per front, shows it. */
export function confirm(q: Question): Promise<boolean> {
  answer?.(false)
  question.value = q
  asking.value = true
  return new Promise((resolve) => (answer = resolve))
}

export function reply(yes: boolean): void {
  asking.value = false
  answer?.(yes)
  answer = null
}
