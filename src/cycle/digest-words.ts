/** The texts of a digest in its language and time zone. */
import type { EpochMs } from '../model.ts'
import type { CycleWords } from './deps.ts'

export function digestWords({ when, ...words }: CycleWords, timezone: string) {
  const { untitled, counter, also, fileLabel, folded } = words
  return { untitled, counter, also, fileLabel, folded, when: (at: EpochMs) => when(at, timezone) }
}
