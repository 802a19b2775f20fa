/** What keeps one of the operator's commands from going on: what happened, and what to do about it. */
import { BotApiProblem } from '../bot-api.ts'
import { DoorProblem } from './door-client.ts'

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
  if (problem instanceof DoorProblem) return new OperatorProblem(`${problem.message}.`, doorAdvice[problem.kind])
  if (problem instanceof BotApiProblem)
    return new OperatorProblem(`Telegram could not be asked: ${problem.message}`, networkAdvice)
  return null
}
