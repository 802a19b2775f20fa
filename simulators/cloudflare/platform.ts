/** The counters of the simulated platform: steps of the process, invocations, and the billed time of objects. */
import type { Duration } from './duration.ts'
import type { Invocations } from './invocation.ts'
import type { ProcessSteps } from './process-steps.ts'

export interface Platform {
  readonly steps: ProcessSteps
  readonly invocations: Invocations
  readonly duration: Duration
}
