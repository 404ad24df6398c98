import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from './problem'

export interface Action<In, Out> {
  /** Runs once at a time: a second press while one is under way does nothing and resolves to undefined. */
  run: (input: In) => Promise<Out | undefined>
  busy: Ref<boolean>
  /** The last refusal, until the next run; its detail is the sentence to show. */
  problem: ShallowRef<Problem | null>
  /** The sentence for one input of the form, by its JSON path. */
  field: (name: string) => string | undefined
  clear: () => void
}

/**
 * Every write of the fronts. `send` gets the Idempotency-Key to put in the header: it stays the same
 * while the same input is tried again after an unknown outcome, so that a retry is never a second order,
 * and is new after a success or for another input. With `name` it also survives a reload of the page.
 */
export function useAction<In, Out>(
  send: (input: In, key: string) => Promise<Out>,
  options: { name?: string } = {},
): Action<In, Out> {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const keys = keeper(options.name)

  async function run(input: In): Promise<Out | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    const print = JSON.stringify(input) ?? ''
    try {
      const out = await send(input, keys.for(print))
      keys.drop()
      return out
    } catch (err) {
      problem.value = asProblem(err)
      if (!problem.value.retryable) keys.drop()
      return undefined
    } finally {
      busy.value = false
    }
  }

  return {
    run,
    busy,
    problem,
    field: (name) => problem.value?.field(name),
    clear: () => (problem.value = null),
  }
}

interface Kept {
  print: string
  key: string
}

function keeper(name?: string) {
  const slot = name ? `yigou.action.${name}` : ''
  let kept: Kept | null = slot ? read(slot) : null
  const write = () => {
    if (!slot) return
    if (kept) sessionStorage.setItem(slot, JSON.stringify(kept))
    else sessionStorage.removeItem(slot)
  }
  return {
    for(print: string): string {
      if (kept?.print !== print) kept = { print, key: newKey() }
      write()
      return kept.key
    },
    drop() {
      kept = null
      write()
    },
  }
}

function read(slot: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(slot) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** 128 random bits as hex; crypto.randomUUID is missing on plain http. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}
