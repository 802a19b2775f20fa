/** Faults that tests switch on: which calls fail, and for how long. */
import type { ActiveFault, Fault, FaultSeed } from './traffic.ts'

interface Entry {
  readonly id: number
  readonly seed: FaultSeed
  passed: number
  struck: number
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
    this.#entries.push({ id, seed, passed: 0, struck: 0 })
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

  /** Faults that can still occur. */
  active(): readonly ActiveFault[] {
    return this.#entries.map(({ id, seed, struck }) => ({ ...seed, id, struck }))
  }

  /** The fault for this call, if any; the oldest fault wins. */
  strike(method: string, chat: number | null, parameters: Readonly<Record<string, string>>): Fault | null {
    for (const entry of this.#entries) {
      const { seed } = entry
      if (seed.method !== undefined && seed.method.toLowerCase() !== method.toLowerCase()) continue
      if (seed.chat !== undefined && seed.chat !== chat) continue
      if (Object.entries(seed.where ?? {}).some(([name, value]) => parameters[name] !== value)) continue
      if (entry.passed < (seed.after ?? 0)) {
        entry.passed += 1
        continue
      }
      entry.struck += 1
      if (entry.struck >= (seed.times ?? Number.POSITIVE_INFINITY)) this.remove(entry.id)
      return seed.fault
    }
    return null
  }
}
