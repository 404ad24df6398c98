import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, type Schema } from './api'
import { ask, whenSignedOut } from './http'

type Session = Schema<'Session'>

const visitor: Session = { signed_in: false, grants: [] }

/** Who is signed in on this device. The truth is the server's cookie; this is what it last said. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session>(visitor)
  const known = ref(false)
  let loading: Promise<void> | null = null

  /** Asks the server once; later calls share the answer. */
  function load(): Promise<void> {
    loading ??= ask(api.GET('/auth/session'))
      .then(take)
      .catch((err: unknown) => {
        loading = null
        throw err
      })
    return loading
  }

  function take(now: Session): void {
    session.value = now
    known.value = true
  }

  async function login(body: Schema<'SessionInput'>): Promise<void> {
    take(await ask(api.POST('/auth/sessions', { body })))
  }

  /** Acts in another of one's roles. */
  async function act(grantId: string): Promise<void> {
    take(await ask(api.PUT('/auth/session/role', { body: { grant_id: grantId } })))
  }

  async function logout(): Promise<void> {
    await ask(api.DELETE('/auth/session'))
    take(visitor)
  }

  /** Forgets who was signed in: pages fall back to asking for a login. */
  function ended(): void {
    take(visitor)
  }
  whenSignedOut.add(ended)

  return {
    session,
    known,
    signedIn: computed(() => session.value.signed_in),
    user: computed(() => session.value.user),
    active: computed(() => session.value.active),
    grants: computed(() => session.value.grants),
    load,
    login,
    act,
    logout,
    ended,
  }
})
