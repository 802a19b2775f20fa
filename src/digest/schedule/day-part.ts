/** The parts of a day that people name: morning, evening, am. */
import type { Token } from './schedule-tokens.ts'
import type { Meaning } from './vocabularies/vocabulary.ts'

/** A part of the day. Its hours are those in the 12 hours from `from`, in minutes. */
export interface DayPart {
  readonly from: number
  /** The time that the part alone stands for; null: it needs an hour. */
  readonly usual: number | null
}

const hour = 60
const dayParts: Readonly<Partial<Record<Meaning, DayPart>>> = {
  dawn: { from: 0, usual: 6 * hour },
  morning: { from: 0, usual: 8 * hour },
  am: { from: 0, usual: null },
  midday: { from: 6 * hour, usual: 12 * hour },
  afternoon: { from: 12 * hour, usual: 15 * hour },
  pm: { from: 12 * hour, usual: null },
  evening: { from: 16 * hour, usual: 18 * hour },
  night: { from: 18 * hour, usual: 22 * hour },
  'midnight hours': { from: 18 * hour, usual: 24 * hour },
}

export function dayPartAt(tokens: readonly Token[], at: number): DayPart | null {
  const token = tokens[at]
  return token?.kind === 'word' ? (dayParts[token.meaning] ?? null) : null
}

/** Whether a token names a part of the day, such as evening. */
export function isDayPart(token: Token | undefined): boolean {
  return token?.kind === 'word' && Object.hasOwn(dayParts, token.meaning)
}
