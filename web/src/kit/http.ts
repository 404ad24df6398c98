import { asProblem, problemOf } from './problem'

const patience = 30_000

/** fetch with a limit, so that a request on a dead line ends in a sentence and not in a spinner. */
export async function patientFetch(request: Request): Promise<Response> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new DOMException('', 'TimeoutError')), patience)
  const stop = () => limit.abort(request.signal.reason)
  request.signal.addEventListener('abort', stop)
  try {
    return await fetch(request, { signal: limit.signal })
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', stop)
  }
}

/** Called whenever the server says that nobody is signed in (any more). */
export const whenSignedOut = new Set<() => void>()

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a successful answer of the generated client; throws a Problem for every other. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  let got: Answer<T>
  try {
    got = await answer
  } catch (err) {
    throw asProblem(err)
  }
  if (got.response.status === 401) for (const tell of whenSignedOut) tell()
  if (!got.response.ok) throw problemOf(got.response.status, got.error)
  return got.data as T
}
