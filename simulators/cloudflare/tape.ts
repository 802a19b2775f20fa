/**
 * Repeats the beginning of a simulation without running the Worker. The first time, a recorder keeps what each invocation
 * asks the outside and what it returns. From then on a player asks the outside the same, and loads what was stored. The
 * people's side of the simulation costs little, and runs each time.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { VirtualClock } from './clock.ts'

/** What a cloud stores, as one value. */
export interface Saveable<State> {
  save(): State
  load(state: State): void
}

/** Stands between a cloud and its invocations, until the beginning is over. */
export interface TapeHead<State> {
  /** @param live runs the invocation in the Worker */
  readonly invoke: <Value>(live: () => Promise<Value>) => Promise<Value>
  /** The Worker asks the outside. */
  readonly asks: (url: string, init: RequestInit) => void
  readonly end: (cloud: Saveable<State>) => void
}

/** What happens in an invocation, the n-th of the beginning. */
type Event = { readonly invocation: number; readonly at: number } & (
  | { readonly kind: 'begins' }
  | { readonly kind: 'asks'; readonly url: string; readonly init: RequestInit }
  /** A response keeps only its status. */
  | { readonly kind: 'ends'; readonly status: number }
  | { readonly kind: 'ends'; readonly value: unknown }
)

/** Invocations overlap, so the order of what happens in all of them is kept. */
export interface Tape<State> {
  readonly events: readonly Event[]
  readonly state: State
}

/** Runs the Worker. @param done gets the tape */
export function recorder<State>(clock: VirtualClock, done: (tape: Tape<State>) => void): TapeHead<State> {
  const events: Event[] = []
  const current = new AsyncLocalStorage<number>()
  let begun = 0
  return {
    invoke: async (live) => {
      const invocation = begun
      begun += 1
      events.push({ kind: 'begins', invocation, at: clock.now })
      const value = await current.run(invocation, live)
      const answer = value instanceof Response ? { status: value.status } : { value: structuredClone(value) }
      events.push({ kind: 'ends', invocation, at: clock.now, ...answer })
      return value
    },
    asks: (url, init) => {
      const invocation = current.getStore()
      if (invocation === undefined) throw new Error('nobody is known to ask this')
      events.push({ kind: 'asks', invocation, at: clock.now, url, init })
    },
    end: (cloud) => done({ events, state: cloud.save() }),
  }
}

/** Plays a tape in the place of the Worker. */
export function player<State>(
  { events, state }: Tape<State>,
  clock: VirtualClock,
  outside: (request: Request) => Promise<Response>,
): TapeHead<State> {
  let begun = 0
  let position = 0
  const waiting = new Map<number, () => void>()
  const turn = (index: number) =>
    new Promise<void>((resolve) => {
      if (index === position) resolve()
      else waiting.set(index, resolve)
    })
  const next = () => {
    position += 1
    waiting.get(position)?.()
  }
  return {
    invoke: async <Value>() => {
      const invocation = begun
      begun += 1
      let answer: unknown
      for (const [index, event] of events.entries()) {
        if (event.invocation !== invocation) continue
        await turn(index)
        clock.now = event.at
        if (event.kind === 'asks') await outside(new Request(event.url, event.init))
        if (event.kind === 'ends') answer = 'status' in event ? new Response(null, event) : structuredClone(event.value)
        next()
      }
      return answer as Value
    },
    asks: () => {},
    end: (cloud) => {
      if (position !== events.length) throw new Error('the beginning is not that of the tape')
      cloud.load(state)
    },
  }
}
