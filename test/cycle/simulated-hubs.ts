/** A cell's calls for WebSub, over a simulated internet. */
import type { HubDeps } from '../../src/cycle/deps.ts'
import { readPushedDocument } from '../../src/feed/read-pushed-document.ts'
import type { PushedDocument } from '../../src/polling.ts'
import { askHubs } from '../../src/push/ask-hub.ts'
import { hubSecretOf, makeToken } from '../../src/push/callback-token.ts'

export const SECRET = 'simulated-webhook-secret'

/**
 * @param step takes each call, by name
 * @param kills whether the reader dies of these documents
 */
export function simulatedHubs(
  step: <Value>(name: string, effect: () => Promise<Value>) => Promise<Value>,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  kills: (documents: readonly PushedDocument[]) => boolean,
  now: () => number,
): HubDeps {
  return {
    ask: (requests) =>
      step(`hubs ${requests.length}`, () =>
        askHubs(requests, { fetch, allowed: (address) => address, userAgent: 'Paperboy' }),
      ),
    read: (documents) =>
      step(`pushed ${documents.length}`, async () => {
        if (kills(documents)) throw new Error('the reader died')
        return documents.map((document) => readPushedDocument(document, now()))
      }),
    tokenOf: (nonce) => makeToken(SECRET, 0, nonce),
    secretOf: (token) => hubSecretOf(SECRET, token),
  }
}
