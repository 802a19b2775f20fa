/** Counts what was read correctly, and keeps what was not. */

/** A document that was read incorrectly, and how. */
export interface Fault {
  readonly name: string
  readonly what: string
}

export interface Score {
  readonly passed: number
  readonly total: number
  readonly faults: readonly Fault[]
}

export const nothing: Score = { passed: 0, total: 0, faults: [] }

/** The score with one more document. */
export function counted({ passed, total, faults }: Score, fault: Fault | null): Score {
  return fault === null
    ? { passed: passed + 1, total: total + 1, faults }
    : { passed, total: total + 1, faults: [...faults, fault] }
}
