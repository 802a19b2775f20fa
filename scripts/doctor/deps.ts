/** What `npm run doctor` needs from outside. */
import type { DeployEdges } from '../deploy/edges.ts'

export interface DoctorDeps extends DeployEdges {
  /** A server's clock, minus this machine's, in ms; null: it does not answer. */
  readonly clockOffset: (url: string) => Promise<number | null>
  /** Addresses of servers whose clocks are compared, beside the Worker's. */
  readonly clocks: readonly string[]
  /** `npm run deploy`, with nobody to ask. */
  readonly deploy: (name: string, token: string) => Promise<void>
}

/** By the Date header: RFC 9110, section 6.6.1. */
export async function clockOffset(url: string): Promise<number | null> {
  try {
    const { headers } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    const offset = Date.parse(headers.get('date') ?? '') - Date.now()
    return Number.isNaN(offset) ? null : offset
  } catch {
    return null
  }
}
