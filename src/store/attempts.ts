/** Counts wrong login codes for each IP address, for a minute and in memory only, so that no address locks out another. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'

const { triesAnAddress, triedAddresses, triesMs } = limits.web

interface Tries {
  readonly began: EpochMs
  wrong: number
}

export class Attempts {
  readonly #tries = new Map<string, Tries>()

  /** @returns `busy`: the address sent too many within a minute */
  wrong(from: string, now: EpochMs): 'wrong' | 'busy' {
    const known = this.#tries.get(from)
    if (known !== undefined && Math.abs(now - known.began) < triesMs) {
      known.wrong += 1
      return known.wrong > triesAnAddress ? 'busy' : 'wrong'
    }
    // A map keeps insertion order: the oldest entry is the first.
    this.#tries.delete(from)
    this.#tries.set(from, { began: now, wrong: 1 })
    for (const oldest of this.#tries.keys()) {
      if (this.#tries.size <= triedAddresses) break
      this.#tries.delete(oldest)
    }
    return 'wrong'
  }
}
