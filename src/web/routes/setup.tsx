/** `/setup` completes a deployment by button. It asks for the webhook secret, and is locked once the bot has an owner. */

import { isLocked, setUp } from '../../admin/setup.ts'
import { limits } from '../../limits.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import type { WebContext } from '../edge-cache.ts'
import { SetupDone, SetupForm, stateText } from '../pages/setup.tsx'
import { html, note, noteWith, translator, uncached } from '../responses.tsx'

/** A guessable secret would open this page, and reveal the claim link derived from it. */
const { secretAtLeast } = limits.operator
const tooShort = `WEBHOOK_SECRET: shorter than ${secretAtLeast} characters`

/** The form for the secret. */
export async function showSetup(c: WebContext): Promise<Response> {
  return (await lockedResponse(c)) ?? uncached(html(c, <SetupForm t={translator(c)} problem={null} />))
}

/** Checks the secret, sets the bot up and reports the result. */
export async function finishSetup(c: WebContext): Promise<Response> {
  const locked = await lockedResponse(c)
  if (locked !== null) return locked
  const t = translator(c)
  const operator = c.env.setup()
  const { secret = '', 'take-over': takeOver } = await c.req.parseBody()
  if (typeof secret !== 'string' || !sameSecret(secret.trim(), operator.settings.webhookSecret)) {
    const from = c.req.header('cf-connecting-ip') ?? ''
    return (await operator.directory.wrongSecret(from, c.env.now)) === 'busy'
      ? note(c, 'signInBusy', 429)
      : uncached(html(c, <SetupForm t={t} problem={t.text('setup.wrong')} />, 403))
  }
  const { origin } = new URL(c.req.url)
  const report = await setUp(operator, { apply: true, takeOver: takeOver === 'yes', origin, from: 0 })
  const state = report.parts[0]?.state
  if (state?.kind === 'elsewhere' || state?.kind === 'retired')
    return uncached(html(c, <SetupForm t={t} problem={stateText(t, state)} asksTakeOver />))
  return uncached(html(c, <SetupDone t={t} report={report} />))
}

/** Null: the page is open. */
async function lockedResponse(c: WebContext): Promise<Response | null> {
  const t = translator(c)
  const missing = (variables: string) => noteWith(c, t.text('setup.title'), t.text('setup.missing', { variables }), 503)
  try {
    const operator = c.env.setup()
    if (operator.settings.webhookSecret.length < secretAtLeast) return missing(tooShort)
    return isLocked(await operator.directory.frontDoor(), operator.settings) ? note(c, 'setupLocked', 403) : null
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'EnvironmentError') throw error
    // The message names the invalid variables, and none of their values.
    return missing(error.message)
  }
}
