/** Counts the steps of the simulated process, makes calls fail, and ends the process at a chosen step. */

/** Ends the process before or after the effect of the n-th step from now, counted from 1. */
export interface Crash {
  readonly step: number
  readonly when: 'before' | 'after'
}

/** How a call between parts of the program fails. `refused`: it never arrives; `lost`: its answer never does; `hangs`: neither an answer nor an error comes. */
export type CallFault = 'refused' | 'lost' | 'hangs'

/** The faults that a test switches on. */
export interface CallFaults {
  /** Decides by its name, such as `CELL.cycle` or `put seen`, whether a call fails; null: it succeeds. */
  fault: (name: string) => CallFault | null
  /** The platform's error message for a refused or lost call. */
  faultMessage: string
}

/** Thrown in a program whose process has ended, so that it stops. */
class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded'
}

export class ProcessSteps {
  /** The names of all steps since the list was emptied. */
  readonly names: string[] = []
  readonly #faults: CallFaults
  #crash: Crash | null = null
  #count = 0
  #hasEnded = false
  #end = Promise.withResolvers<'ended'>()

  constructor(faults: CallFaults) {
    this.#faults = faults
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Resolves when the process ends. */
  get end(): Promise<'ended'> {
    return this.#end.promise
  }

  /** Schedules the end of the process; null cancels it. */
  crashAt(crash: Crash | null): void {
    this.#crash = crash
    this.#count = 0
  }

  /** Starts a new process, without a scheduled end. */
  restart(): void {
    this.#crash = null
    this.#hasEnded = false
    this.#end = Promise.withResolvers()
  }

  /** Throws if the process has ended. */
  check(): void {
    if (this.#hasEnded) throw new ProcessEnded()
  }

  /** One step; it stays pending if the process ends. */
  async run<Value>(name: string, effect: () => Promise<Value>): Promise<Value> {
    if (this.#hasEnded) return never()
    const end = this.#next(name)
    if (end === 'before') {
      this.#finish()
      return never()
    }
    try {
      return await effect()
    } finally {
      if (end === 'after') this.#finish()
      if (this.#hasEnded) await never()
    }
  }

  /** A step that fails if the test says so. */
  call<Value>(name: string, effect: () => Promise<Value>): Promise<Value> {
    return this.run(name, async () => {
      const fault = this.#faults.fault(name)
      if (fault === 'refused') throw new Error(`${name}: ${this.#faults.faultMessage}`)
      const value = fault === 'hangs' ? await never<Value>() : await effect()
      if (fault === 'lost') throw new Error(`${name}: the connection was lost: ${this.#faults.faultMessage}`)
      return value
    })
  }

  /** A step that writes synchronously; it throws if the process ends. */
  write<Value>(name: string, effect: () => Value): Value {
    const end = this.#next(name)
    if (end === 'before') this.#finish()
    this.check()
    const value = effect()
    if (end === 'after') this.#finish()
    this.check()
    return value
  }

  /** @returns when the process ends at this step; null: it goes on */
  #next(name: string): Crash['when'] | null {
    this.names.push(name)
    this.#count += 1
    return this.#crash?.step === this.#count ? this.#crash.when : null
  }

  #finish(): void {
    this.#hasEnded = true
    this.#end.resolve('ended')
  }
}

function never<Value>(): Promise<Value> {
  return new Promise(() => {})
}
