import { computed } from 'vue'
import type { Schema } from './api'
import { useSession } from './session'
import { useAction } from './useAction'

type Grant = Schema<'Grant'>

const fronts: Record<Grant['front'], string> = { shop: '/', station: '/station/', office: '/office/' }

/** Changing the role one acts in. A role of another front opens that front. */
export function useRole(here: Grant['front']) {
  const session = useSession()
  const change = useAction((grant: Grant) => session.act(grant.id).then(() => grant))

  /** Whether the person acts in the role now, in this front. */
  async function act(grant: Grant): Promise<boolean> {
    const now = await change.run(grant)
    if (now && now.front !== here) location.assign(fronts[now.front])
    return now?.front === here
  }

  return { act, active: computed(() => session.active?.id), busy: change.busy, problem: change.problem }
}
