/** Why a command cannot go on, and what to do about it. */
import { BotApiProblem } from '../bot-api.ts'
import { AdminApiProblem } from './admin-api.ts'
import { describeNetworkProblem } from './network-problem.ts'

export class OperatorProblem extends Error {
  /** What to do, in sentences. */
  readonly advice: string

  constructor(what: string, advice: string) {
    super(what)
    this.advice = advice
  }
}

export const networkAdvice = 'Check the network of this machine, then run the same command again: it goes on from here.'

const adminApiAdvice: Readonly<Record<AdminApiProblem['kind'], string>> = {
  unreachable: networkAdvice,
  'no-paperboy': 'Run npm run deploy: the Worker is of an earlier version, or lacks its secrets.',
  'other-token': 'Name the Worker of this bot (--name), or run npm run deploy to give this one the token.',
  refused: 'Look at the Worker’s logs in Cloudflare’s dashboard, or run npm run doctor.',
}

/** @returns null: an unexpected error */
export function operatorProblemOf(problem: unknown): OperatorProblem | null {
  if (problem instanceof OperatorProblem) return problem
  if (problem instanceof BotApiProblem) return telegramProblem(problem)
  if (!(problem instanceof AdminApiProblem)) return null
  return new OperatorProblem(`${problem.message}.`, networkAdviceOf(problem) ?? adminApiAdvice[problem.kind])
}

export function telegramProblem(problem: BotApiProblem): OperatorProblem {
  return new OperatorProblem(
    `Telegram could not be asked: ${problem.message}.`,
    networkAdviceOf(problem) ?? telegramAdvice(problem),
  )
}

const networkAdviceOf = ({ network }: AdminApiProblem | BotApiProblem) =>
  network === null ? null : describeNetworkProblem(network).advice

function telegramAdvice({ status, retryAfterSeconds }: BotApiProblem): string {
  if (status === 401 || status === 404)
    return 'Telegram does not know the token: copy it once more from @BotFather (/mybots, the bot, “API Token”), and set BOT_TOKEN to it.'
  if (status === 429)
    return `Telegram was asked too often: wait ${retryAfterSeconds ?? 60} seconds, then run the same command again.`
  if (status >= 500) return 'Telegram is in trouble: run the same command again in some minutes; it goes on from here.'
  return networkAdvice
}
