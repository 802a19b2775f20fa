/** Italian words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const italian: ScheduleVocabulary = { ...english, locale: 'it' }
