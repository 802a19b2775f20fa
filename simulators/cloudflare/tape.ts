/**
 * Replays the beginning of a simulation without running the Worker. A recorder keeps each invocation's outbound requests and
 * result; a player repeats the requests, returns the results and loads the stored state. The simulated Telegram and the feeds
 * run each time.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { VirtualClock } from './clock.ts'

/** Something whose whole state is one value. */
export interface Saveable<State> {
  save(): State
  load(state: State): void
}

/** Records or replays a cloud's invocations until the beginning is over. */
export interface TapeHead<State> {
  /** @param live runs the invocation in the Worker */
  readonly invoke: <Value>(live: () => Promise<Value>) => Promise<Value>
  /** Called for each outbound request. */
  readonly requests: (url: string, init: RequestInit) => void
  readonly end: (cloud: Saveable<State>) => void
}

/** An event of the n-th invocation. */
type Event = { readonly invocation: number; readonly at: number } & (
  | { readonly kind: 'begins' }
  | { readonly kind: 'requests'; readonly url: string; readonly init: RequestInit }
  /** A response keeps only its status. */
  | { readonly kind: 'ends'; readonly status: number }
  | { readonly kind: 'ends'; readonly value: unknown }
)

/** The events of all invocations in order, since invocations overlap. */
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
    requests: (url, init) => {
      const invocation = current.getStore()
      if (invocation === undefined) throw new Error('this request is outside any invocation')
      events.push({ kind: 'requests', invocation, at: clock.now, url, init })
    },
    end: (cloud) => done({ events, state: cloud.save() }),
  }
}

/** Replays a tape in place of the Worker. */
export function player<State>(
  { events, state }: Tape<State>,
  clock: VirtualClock,
  outside: (request: Request) => Promise<Response>,
): TapeHead<State> {
  let begun = 0
  let position = 0
  const waiting = new Map<number, () => void>()
  const reach = (index: number) =>
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
        await reach(index)
        clock.now = event.at
        if (event.kind === 'requests') await outside(new Request(event.url, event.init))
        if (event.kind === 'ends') answer = 'status' in event ? new Response(null, event) : structuredClone(event.value)
        next()
      }
      return answer as Value
    },
    requests: () => {},
    end: (cloud) => {
      if (position !== events.length) throw new Error('the beginning differs from the tape')
      cloud.load(state)
    },
  }
}
