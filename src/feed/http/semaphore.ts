/** A counting semaphore. */

export interface Semaphore {
  /** Waits for a permit. Returns the function that releases it; further calls of that do nothing. */
  readonly acquire: () => Promise<() => void>
}

/** A semaphore with a number of permits. */
export function semaphore(permits: number): Semaphore {
  let free = permits
  const waiting: (() => void)[] = []
  const release = () => {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  return {
    async acquire() {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      let isHeld = true
      return () => {
        if (isHeld) release()
        isHeld = false
      }
    },
  }
}
