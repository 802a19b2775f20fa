/** The callback of a WebSub hub, for the web routes. */
import { hubSecretOf, readToken } from '../push/callback-token.ts'
import { isSigned } from '../push/signature.ts'
import type { HubCallback } from '../web/deps.ts'
import { readEnvironment } from './environment.ts'
import type { ObjectBindings } from './objects.ts'
import { publicCell } from './public-objects.ts'

/** Null: the token was not made by this Worker, or for a cell that it no longer has. Asks no object. */
export function hubCallback(env: ObjectBindings, token: string): HubCallback | null {
  const { WEBHOOK_SECRET, CELLS } = readEnvironment(env)
  const named = readToken(WEBHOOK_SECRET, token)
  if (named === null || named.cell >= CELLS) return null
  const { cell, nonce } = named
  return {
    isSigned: (header, body) => isSigned(header, body, hubSecretOf(WEBHOOK_SECRET, token)),
    answer: (intent) => publicCell(env, cell).answerHub(nonce, intent),
    take: (push) => publicCell(env, cell).takePush(nonce, push),
  }
}
