/** Whether an address that does not answer as it should is young, blocked from here, or wrong. Pure. */
import type { DoorProblem } from '../operator/door-client.ts'
import type { NetworkProblem } from '../operator/network-problem.ts'

export type AddressState =
  /** New, and not known everywhere: it comes by itself within minutes. */
  | 'young'
  /** Something between this machine and Cloudflare stops it, if it lasts. */
  | 'blocked'
  /** The day's requests are spent: nothing answers before midnight UTC. */
  | 'spent'

export function addressState({ kind, network, answer }: DoorProblem): AddressState {
  if (kind === 'unreachable') return isCutOff(network) ? 'blocked' : 'young'
  switch (answer?.kind) {
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
    case undefined:
      return 'young'
  }
}

/** A new address is not found, or has no certificate yet; it is not cut off. */
function isCutOff(network: NetworkProblem | null): boolean {
  switch (network?.kind) {
    case 'refused':
    case 'reset':
    case 'timed-out':
    case 'certificate':
    case 'no-route':
    case 'proxy':
      return true
    case 'no-such-name':
    case 'clock':
    case 'other':
    case undefined:
      return false
  }
}
