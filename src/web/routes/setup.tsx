/** `/setup`: finishes what deploying by a button cannot; opened with the webhook's secret, and locked once the bot has an owner. */

import { isLocked, setUp } from '../../admin/setup.ts'
import { limits } from '../../limits.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import type { WebContext } from '../edge-cache.ts'
import { SetupDone, SetupForm, stateWords } from '../pages/setup.tsx'
import { html, note, wordsOf } from '../responses.tsx'

/** What opens this page, and what the claim link is derived of, must not be guessed. */
const { secretAtLeast } = limits.operator
const tooShort = `WEBHOOK_SECRET: shorter than ${secretAtLeast} characters`

export async function showSetup(c: WebContext): Promise<Response> {
  const locked = await lockedAnswer(c)
  return locked ?? unkept(html(c, <SetupForm words={wordsOf(c)} problem={null} />))
}

export async function finishSetup(c: WebContext): Promise<Response> {
  const locked = await lockedAnswer(c)
  if (locked !== null) return locked
  const words = wordsOf(c)
  const operator = c.env.visit()
  const { secret = '', 'take-over': takeOver } = await c.req.parseBody()
  const isRight = typeof secret === 'string' && sameSecret(secret.trim(), operator.settings.webhookSecret)
  if (!isRight) {
    const from = c.req.header('cf-connecting-ip') ?? ''
    return (await operator.directory.wrongSecret(from, c.env.now)) === 'busy'
      ? note(c, ({ signInBusy }) => signInBusy, 429)
      : unkept(html(c, <SetupForm words={words} problem={words.setup.wrong} />, 403))
  }
  const { origin } = new URL(c.req.url)
  const report = await setUp(operator, { apply: true, takeOver: takeOver === 'yes', origin })
  const state = report.parts[0]?.state
  if (state?.kind === 'elsewhere' || state?.kind === 'retired') {
    const others = stateWords(words, state)
    return unkept(html(c, <SetupForm words={words} problem={others} others={others} />))
  }
  return unkept(html(c, <SetupDone words={words} report={report} />))
}

/** @returns null while the page is open */
async function lockedAnswer(c: WebContext): Promise<Response | null> {
  try {
    const operator = c.env.visit()
    if (operator.settings.webhookSecret.length < secretAtLeast)
      return note(c, ({ setup }) => ({ title: setup.title, text: setup.missing(tooShort) }), 503)
    return (await isLocked(operator)) ? note(c, ({ setup }) => setup.locked, 403) : null
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'EnvironmentError') throw error
    // Its message names the variables that are not set as they should be, and none of their values.
    return note(c, ({ setup }) => ({ title: setup.title, text: setup.missing(error.message) }), 503)
  }
}

function unkept(answer: Response): Response {
  answer.headers.set('cache-control', 'no-store')
  return answer
}
