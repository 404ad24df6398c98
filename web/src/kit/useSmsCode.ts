import { onScopeDispose, ref } from 'vue'
import { api, type Schema } from './api'
import { ask } from './http'
import { useAction } from './useAction'

/** Asking for a one-time code: the pause before the next one, and the code itself where a demo shows it. */
export function useSmsCode(purpose: Schema<'SmsCodeInput'>['purpose']) {
  const wait = ref(0)
  const demoCode = ref('')
  const sent = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  const action = useAction((phone: string) => ask(api.POST('/auth/sms-codes', { body: { phone, purpose } })))

  async function send(phone: string): Promise<void> {
    const got = await action.run(phone)
    if (!got) return
    sent.value = true
    demoCode.value = got.demo_code ?? ''
    wait.value = got.resend_after_s
    clearInterval(timer)
    timer = setInterval(() => {
      wait.value = Math.max(0, wait.value - 1)
      if (wait.value === 0) clearInterval(timer)
    }, 1000)
  }

  onScopeDispose(() => clearInterval(timer))
  return { send, sent, wait, demoCode, busy: action.busy, problem: action.problem, field: action.field }
}
