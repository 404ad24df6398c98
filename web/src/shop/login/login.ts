import { ref } from 'vue'

export const loginOpen = ref(false)
let answer: ((signedIn: boolean) => void) | null = null

/** Opens the login sheet; resolves to whether the visitor is signed in when it closes. */
export function askLogin(): Promise<boolean> {
  answer?.(false)
  loginOpen.value = true
  return new Promise((resolve) => (answer = resolve))
}

export function loginClosed(signedIn: boolean): void {
  loginOpen.value = false
  answer?.(signedIn)
  answer = null
}
