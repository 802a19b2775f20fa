/** What keeps one of the operator's commands from going on: what happened, and what to do about it. */

export class OperatorProblem extends Error {
  /** What to do, in a sentence or a few. */
  readonly advice: string

  constructor(what: string, advice: string) {
    super(what)
    this.advice = advice
  }
}

export const networkAdvice = 'Check the network of this machine, then run the same command again: it goes on from here.'
