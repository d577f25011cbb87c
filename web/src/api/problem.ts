import type { components } from './schema'

/** What the service answers instead of what was asked for (RFC 9457). */
export type ProblemBody = components['schemas']['Problem']

/** A refusal or a fault. `status` is 0 when no answer came at all; `late` when a session was missed that another has taken the place of. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: Partial<ProblemBody>,
    readonly late = false,
    /** Seconds until it may be tried again, where the service says so. */
    readonly wait?: number,
  ) {
    super(body.code ?? String(status))
  }

  get code(): string {
    return this.body.code ?? (this.status === 0 ? 'unreachable' : 'unknown')
  }

  /** The same request may be sent again as it is, with its key. */
  get again(): boolean {
    return this.late || this.status === 0 || this.status === 429 || this.status === 503 || this.status === 504
  }

  /** The message for one field of the body, such as `body.severity`. */
  field(name: string): string | undefined {
    return this.body.errors?.find((e) => e.location === `body.${name}` || e.location.startsWith(`body.${name}[`))?.message
  }
}

/** waitOf is how many seconds an answer asks to wait. */
export const waitOf = (response: Response) => Number(response.headers.get('Retry-After')) || undefined

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem
}
