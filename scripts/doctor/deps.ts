/** What `npm run doctor` needs from outside. */
import type { DeployDeps } from '../deploy/edges.ts'

export interface DoctorDeps extends DeployDeps {
  /** A server's clock, minus this machine's, in ms; null: it does not answer. */
  readonly clockOffset: (url: string) => Promise<number | null>
  /** Addresses of servers whose clocks are compared, beside the Worker's. */
  readonly clocks: readonly string[]
  /** `npm run deploy`, with nobody to ask. */
  readonly deploy: (name: string, token: string) => Promise<void>
}
