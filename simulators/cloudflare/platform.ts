/** What the parts of the simulated Cloudflare share. */
import type { Duration } from './duration.ts'
import type { Invocations } from './invocation.ts'
import type { ProcessSteps } from './process-steps.ts'

export interface Platform {
  readonly steps: ProcessSteps
  readonly invocations: Invocations
  readonly duration: Duration
}
