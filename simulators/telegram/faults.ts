/** The faults that tests switch on: which calls fail, how, and how often. */
import type { ActiveFault, Fault, FaultSeed } from './traffic.ts'

interface Entry {
  readonly id: number
  readonly seed: FaultSeed
  /** Matching calls that succeeded before the fault started. */
  passed: number
  failed: number
}

export class Faults {
  readonly #changed: () => void
  #entries: Entry[] = []
  #nextId = 1

  constructor(changed: () => void) {
    this.#changed = changed
  }

  add(seed: FaultSeed): number {
    const id = this.#nextId
    this.#nextId += 1
    this.#entries.push({ id, seed, passed: 0, failed: 0 })
    this.#changed()
    return id
  }

  remove(id: number): void {
    this.#entries = this.#entries.filter((entry) => entry.id !== id)
    this.#changed()
  }

  clear(): void {
    this.#entries = []
    this.#changed()
  }

  /** Faults that still apply. */
  active(): readonly ActiveFault[] {
    return this.#entries.map(({ id, seed, failed }) => ({ ...seed, id, failed }))
  }

  /** The fault that this call meets, the oldest first; null: none. */
  next(method: string, chat: number | null, parameters: Readonly<Record<string, string>>): Fault | null {
    for (const entry of this.#entries) {
      const { seed } = entry
      if (seed.method !== undefined && seed.method.toLowerCase() !== method.toLowerCase()) continue
      if (seed.chat !== undefined && seed.chat !== chat) continue
      if (Object.entries(seed.where ?? {}).some(([name, value]) => parameters[name] !== value)) continue
      if (entry.passed < (seed.after ?? 0)) {
        entry.passed += 1
        continue
      }
      entry.failed += 1
      if (entry.failed >= (seed.times ?? Number.POSITIVE_INFINITY)) this.remove(entry.id)
      return seed.fault
    }
    return null
  }
}
