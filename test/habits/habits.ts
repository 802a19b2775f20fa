/** Specification by example: publishers' habits, and the headlines that must be sent. */
import type { Habit } from './habit.ts'
import { addressHabits } from './table/addresses.ts'
import { dateHabits } from './table/dates.ts'
import { documentHabits } from './table/documents.ts'
import { editHabits } from './table/edits.ts'
import { idHabits } from './table/ids.ts'
import { linkHabits } from './table/links.ts'
import { misleadingHabits } from './table/misleading.ts'
import { recurringHabits } from './table/recurring.ts'
import { regressions } from './table/regressions.ts'
import { volatileHabits } from './table/volatile.ts'

export const habits: readonly Habit[] = [
  ...misleadingHabits,
  ...recurringHabits,
  ...volatileHabits,
  ...idHabits,
  ...linkHabits,
  ...dateHabits,
  ...documentHabits,
  ...editHabits,
  ...addressHabits,
  ...regressions,
]
