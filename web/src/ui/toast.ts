import { ref } from 'vue'

export const toastText = ref('')
let timer: ReturnType<typeof setTimeout> | undefined

/** One short sentence that something was done; Toast.vue, mounted once per front, shows and speaks it. */
export function toast(text: string): void {
  clearTimeout(timer)
  toastText.value = text
  timer = setTimeout(() => (toastText.value = ''), Math.max(2400, text.length * 180))
}
