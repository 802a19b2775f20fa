/** What a schedule's text means, for tests. */
import { formatSchedule } from '../../../src/digest/schedule/format-schedule.ts'
import { parseSchedule } from '../../../src/digest/schedule/schedule.ts'
import type { Language } from '../../../src/language.ts'

/** A text and what it means; ` | ` separates the readings of an unclear one. */
export type Meanings = readonly (readonly [text: string, schedule: string])[]

/** The schedule as `formatSchedule` writes it, or its readings; empty: it is not understood. */
export function meaningOf(text: string, language: Language = 'en'): string {
  const parsed = parseSchedule(text, language)
  if (parsed.ok) return formatSchedule(parsed.value)
  return 'readings' in parsed.problem ? parsed.problem.readings.map(formatSchedule).join(' | ') : ''
}
