/** Compares the lost and repeated items of lives with the target, and lists them by habit. Pure. */
import type { Tally } from '../../test/habits/lives/life-counts.ts'

/** Maximum share of repeated items, per thousand. No item may be lost. */
const MAX_REPEATED = 1

export interface HabitTallies extends Readonly<Tally> {
  readonly byHabit: Readonly<Record<string, Readonly<Tally>>>
}

export function passes({ items, lost, repeated }: HabitTallies): boolean {
  return lost === 0 && repeated * 1000 <= items * MAX_REPEATED
}

/** A line for each habit, worst first, then by number of items. */
export function habitLines({ byHabit, ...all }: HabitTallies): readonly string[] {
  const wrong = ({ lost, repeated }: Tally) => lost + repeated
  const rows = Object.entries(byHabit).toSorted(
    ([, one], [, other]) => wrong(other) - wrong(one) || other.items - one.items,
  )
  const width = Math.max(...rows.map(([name]) => name.length))
  const line = (name: string, ...cells: readonly (string | number)[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(10)).join('')
  return [
    line('', 'items', 'lost', 'repeated'),
    ...rows.map(([name, { items, lost, repeated }]) => line(name, items, lost, repeated)),
    line('all', all.items, all.lost, all.repeated),
  ]
}
