import { nextTick } from 'vue'

/** Puts the focus into the first input of the page that was refused, once its sentence is shown. */
export async function showFirstWrong(): Promise<void> {
  await nextTick()
  document.querySelector<HTMLElement>('#main [aria-invalid="true"]')?.focus()
}
