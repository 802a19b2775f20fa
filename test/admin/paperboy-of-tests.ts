/** A simulated Paperboy for a test, and its setup through the admin API. */
import { createHash } from 'node:crypto'
import { afterEach } from 'vitest'
import {
  SECRET,
  type SimulatedPaperboy,
  startSimulated,
  TELEGRAM,
  TOKEN,
} from '../../simulators/cloudflare/paperboy.ts'
import { ask } from './admin-api-key.ts'

/** The code that claims the bot. */
export const CLAIM = createHash('sha256').update(`paperboy claim ${SECRET}`).digest('base64url').slice(0, 16)

/** @returns what starts a Paperboy, which stops after the test */
export function paperboyOfTests(): (vars?: Readonly<Record<string, string>>) => Promise<SimulatedPaperboy> {
  let running: SimulatedPaperboy | null = null
  afterEach(() => {
    running?.stop()
    running = null
  })
  return async (vars = {}) => {
    running = await startSimulated({ vars })
    return running
  }
}

export interface SetupAnswer {
  readonly bot: { readonly username: string } | null
  readonly claim: string | null
  readonly next: number | null
  readonly parts: readonly { readonly part: string; readonly state: { readonly kind: string } }[]
}

export async function setUp(paperboy: SimulatedPaperboy, wish: object = {}): Promise<SetupAnswer> {
  const answer = await ask(paperboy, 'setup', { body: { apply: true, takeOver: false, ...wish } })
  return (await answer.json()) as SetupAnswer
}

/** Calls the simulated Telegram as the bot. */
export function telegram({ world }: SimulatedPaperboy, method: string, payload: object): Promise<Response> {
  return world.handle(
    new Request(`${TELEGRAM}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    }),
  )
}
