/** Whether an address that does not answer as it should is young, blocked from here, or wrong. Pure. */
import type { DoorProblem } from '../operator/door-client.ts'

export type AddressState =
  /** New, and not known everywhere: it comes by itself within minutes. */
  | 'young'
  /** Something between this machine and Cloudflare stops it, if it lasts. */
  | 'blocked'
  /** The day's requests are spent: nothing answers before midnight UTC. */
  | 'spent'

/** In the words of a network error: Node's and undici's codes, and what they write where there is none. */
const blockedSigns =
  /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_SOCKET|socket hang up|other side closed|timeout|timed out|aborted|ALTNAME|self.signed|unable to (?:get|verify)/iu

export function addressState({ kind, message, answer }: DoorProblem): AddressState {
  if (kind === 'unreachable') return blockedSigns.test(message) ? 'blocked' : 'young'
  if (answer === null) return 'young'
  switch (answer.kind) {
    case 'quota-spent':
      return 'spent'
    case 'challenged':
    case 'block-page':
      return 'blocked'
    // Names, certificates and routes of a new address come one by one.
    case 'no-origin':
    case 'not-routed':
    case 'worker-failed':
    case 'edge-failed':
    case 'other':
      return 'young'
  }
}
