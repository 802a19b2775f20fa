/** Why the Worker or Telegram did not answer as it should, in one vocabulary for what this machine and what Telegram met. Pure. */
import type { BotApiProblem } from '../bot-api.ts'
import type { DoorProblem } from '../operator/door-client.ts'
import type { EdgeAnswer } from '../operator/edge-answer.ts'
import type { NetworkProblem } from '../operator/network-problem.ts'

/** Between the one that asks and the address: says nothing of the bot itself. */
type NetworkTrouble =
  | { readonly kind: 'no-such-name' }
  /** Reset, refused or timed out. */
  | { readonly kind: 'cut-off' }
  /** Of another host, or signed by an authority that is not trusted. */
  | { readonly kind: 'certificate' }
  /** A certificate that is not yet, or no longer, valid by this machine's clock. */
  | { readonly kind: 'clock' }

export type Trouble =
  | EdgeAnswer
  | NetworkTrouble
  /** The Worker has another bot's token. */
  | { readonly kind: 'other-token' }
  /** The webhook's secret at Telegram is not the Worker's. */
  | { readonly kind: 'other-secret' }
  /** Who was asked says no, in words. `reason`: a word of the Worker's, '' where there is none. */
  | { readonly kind: 'refused'; readonly reason: string }

export function troubleAtDoor({ kind, network, status, reason, answer }: DoorProblem): Trouble {
  switch (kind) {
    case 'unreachable':
      return networkTrouble(network)
    case 'other-token':
      return { kind: 'other-token' }
    case 'refused':
      return { kind: 'refused', reason }
    case 'no-paperboy':
      return answer ?? { kind: 'other', status }
  }
}

/** core.telegram.org/bots/api#making-requests: an answer of the Bot API names its error. */
export function troubleAtTelegram({ status, message, network }: BotApiProblem): Trouble {
  if (status === 0) return networkTrouble(network)
  if (status === 429 || status >= 500) return { kind: 'edge-failed', status }
  return isOtherForm.test(message) ? { kind: 'block-page' } : { kind: 'refused', reason: '' }
}

/** Of an answer that is no JSON, or another JSON. */
const isOtherForm = /is not valid JSON|Unexpected (?:token|end)|Invalid (?:type|key)|something else than Telegram/iu

function networkTrouble(network: NetworkProblem | null): NetworkTrouble {
  switch (network?.kind) {
    case 'clock':
    case 'certificate':
    case 'no-such-name':
      return { kind: network.kind }
    default:
      return { kind: 'cut-off' }
  }
}

/** The last error of a webhook, in the words of Telegram: core.telegram.org/bots/webhooks, tdlib/td and telegram-bot-api, WebhookActor.cpp. */
export function troubleOfWebhook(words: string): Trouble {
  const status = Number(/\b([45]\d\d)\b/u.exec(words)?.[1] ?? 0)
  switch (status) {
    case 401:
      return { kind: 'other-secret' }
    case 403:
      return { kind: 'challenged' }
    case 404:
      return { kind: 'not-routed' }
    case 429:
      return { kind: 'quota-spent' }
    case 530:
      return { kind: 'no-origin' }
    case 500:
    case 503:
      return { kind: 'worker-failed', code: status }
    case 0:
      break
    default:
      return status > 500 ? { kind: 'edge-failed', status } : { kind: 'other', status }
  }
  if (/resolve/iu.test(words)) return { kind: 'no-such-name' }
  if (/ssl|certificate/iu.test(words)) return { kind: 'certificate' }
  return { kind: 'cut-off' }
}

/** It lies between this machine and the address, if this machine met it. */
export function isOnTheWay({ kind }: Trouble): boolean {
  return (
    kind === 'no-such-name' || kind === 'cut-off' || kind === 'certificate' || kind === 'clock' || kind === 'block-page'
  )
}

/** PollingHints again, it may be answered. */
export function isPassing(trouble: Trouble): boolean {
  return isOnTheWay(trouble) || trouble.kind === 'edge-failed'
}
