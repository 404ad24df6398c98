import { onScopeDispose, ref, watch } from 'vue'

const slot = 'yigou.office.keys'

/** Keys without modifiers can be switched off (WCAG 2.1.4); the choice stays on this device. */
export const keysOn = ref(localStorage.getItem(slot) !== 'off')
watch(keysOn, (on) => (on ? localStorage.removeItem(slot) : localStorage.setItem(slot, 'off')))

type Keys = Record<string, () => void>

const wait = 1200

/** Runs a handler on its key, or on two keys after each other ("g o"), while nobody is typing and no dialog is open. */
export function useKeys(keys: () => Keys): void {
  let first = ''
  let since = 0

  function onKey(event: KeyboardEvent) {
    if (!keysOn.value || event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy(event.target)) return
    const map = keys()
    const pair = first && event.timeStamp - since < wait ? `${first} ${event.key}` : event.key
    const run = map[pair]
    first = Object.keys(map).some((k) => k.startsWith(`${event.key} `)) ? event.key : ''
    since = event.timeStamp
    if (!run) return
    first = ''
    event.preventDefault()
    run()
  }

  document.addEventListener('keydown', onKey)
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}

function busy(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
