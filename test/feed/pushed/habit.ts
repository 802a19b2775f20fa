/** A habit of a publisher or a hub, and what tables of habits share. */
import { item, type Step, type Written } from '../fixtures/pushed-feed.ts'

export interface Habit {
  readonly name: string
  readonly steps: readonly Step[]
}

export const MIDNIGHT = Date.UTC(2026, 0, 20)
export const news = (...numbers: readonly number[]) => numbers.map((n) => `Title ${n}`)
export const without = (...fields: readonly (keyof Written)[]) =>
  Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<Written>
export const undated = without('at')
export const edited = (n: number, change: Partial<Written> = {}) => item(n, { title: `Edited ${n}`, ...change })
