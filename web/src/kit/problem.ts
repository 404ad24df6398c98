import { words } from './words'

export interface ProblemField {
  /** JSON path of the input: "address.phone". */
  name: string
  code: string
  detail: string
}

/** The one error the fronts act on: RFC 9457 problem+json of the server, or a network failure (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** A Chinese sentence: what happened, why, what to do. */
    readonly detail: string,
    readonly fields: ProblemField[] = [],
    readonly requestId = '',
  ) {
    super(detail)
    this.name = 'Problem'
  }

  /** The outcome is unknown or passing: the same request, with the same key, may be sent again. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }

  /** Not shown to this visitor: log in first, or this account may not see it. */
  get denied(): boolean {
    return this.status === 401 || this.status === 403
  }

  field(name: string): string | undefined {
    return this.fields.find((f) => f.name === name)?.detail
  }
}

/** What the server answered with, as a Problem; a body that is not problem+json still gives a sentence. */
export function problemOf(status: number, body: unknown): Problem {
  const b = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const fields = Array.isArray(b.fields) ? b.fields.map(fieldOf) : []
  return new Problem(status, text(b.code) || `http.${status}`, text(b.detail) || sentence(status), fields, text(b.request_id))
}

/** Whatever was thrown, as a Problem. */
export function asProblem(err: unknown): Problem {
  if (err instanceof Problem) return err
  const name = err instanceof Error ? err.name : ''
  if (name === 'TimeoutError' || name === 'AbortError') return new Problem(0, 'network.timeout', words.problem.timeout)
  if (err instanceof TypeError) return new Problem(0, 'network', words.problem.network)
  return new Problem(0, 'client', words.problem.server)
}

function fieldOf(raw: unknown): ProblemField {
  const f = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  return { name: text(f.name), code: text(f.code), detail: text(f.detail) }
}

function text(v: unknown): string {
  return typeof v === 'string' ? v : ''
}

function sentence(status: number): string {
  if (status === 401) return words.problem.unauthenticated
  if (status === 403) return words.problem.denied
  if (status === 404) return words.problem.notFound
  return words.problem.server
}
