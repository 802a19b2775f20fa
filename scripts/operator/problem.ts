/** What keeps one of the operator's commands from going on: what happened, and what to do about it. */
import { BotApiProblem } from '../bot-api.ts'
import { DoorProblem } from './door-client.ts'
import { networkWords } from './network-problem.ts'

export class OperatorProblem extends Error {
  /** What to do, in a sentence or a few. */
  readonly advice: string

  constructor(what: string, advice: string) {
    super(what)
    this.advice = advice
  }
}

export const networkAdvice = 'Check the network of this machine, then run the same command again: it goes on from here.'

const doorAdvice: Readonly<Record<DoorProblem['kind'], string>> = {
  unreachable: networkAdvice,
  'no-paperboy': 'Run npm run deploy: the Worker is of an earlier version, or lacks its secrets.',
  'other-token': 'Name the Worker of this bot (--name), or run npm run deploy to give this one the token.',
  refused: 'Look into the Worker’s logs in Cloudflare’s dashboard; npm run doctor says more.',
}

/** What the Worker or Telegram did not answer, in words; null: nobody foresaw it. */
export function operatorProblemOf(problem: unknown): OperatorProblem | null {
  if (problem instanceof OperatorProblem) return problem
  if (problem instanceof DoorProblem)
    return new OperatorProblem(`${problem.message}.`, networkAdviceOf(problem) ?? doorAdvice[problem.kind])
  if (problem instanceof BotApiProblem) return telegramProblem(problem)
  return null
}

export function telegramProblem(problem: BotApiProblem): OperatorProblem {
  return new OperatorProblem(
    `Telegram could not be asked: ${problem.message}.`,
    networkAdviceOf(problem) ?? telegramAdvice(problem),
  )
}

const networkAdviceOf = ({ network }: DoorProblem | BotApiProblem) =>
  network === null ? null : networkWords(network).advice

/** By the status of the Bot API's answer. */
function telegramAdvice({ status, retryAfterSeconds }: BotApiProblem): string {
  if (status === 401 || status === 404)
    return 'Telegram does not know the token: copy it once more from @BotFather (/mybots, the bot, “API Token”), and set BOT_TOKEN to it.'
  if (status === 429)
    return `Telegram was asked too often: wait ${retryAfterSeconds ?? 60} seconds, then run the same command again.`
  if (status >= 500) return 'Telegram is in trouble: run the same command again in some minutes; it goes on from here.'
  return networkAdvice
}
