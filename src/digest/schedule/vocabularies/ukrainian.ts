/** Ukrainian words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const ukrainian: ScheduleVocabulary = { ...english, locale: 'uk' }
