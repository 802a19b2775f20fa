/** Reads the bodies of responses, with limits of bytes and time. */
import { limits } from '../../limits.ts'
import type { Deadline } from './deadline.ts'
import type { Semaphore } from './semaphore.ts'

const { largeBytes, refusalBytes, firstBufferBytes } = limits.feed

/** `broken`: there is no response, or the connection ended early. */
export type NoAnswer = 'timeout' | 'broken'

/** A body in memory, or its beginning. */
export interface ReadBody {
  readonly bytes: Uint8Array
  /** Bytes above the limit were not read. */
  readonly exceedsLimit: boolean
}

/** The permit for a large body in memory. */
export interface LargeBodyPermit {
  /** Waits for the permit, unless it is held already. */
  readonly take: () => Promise<void>
  readonly release: () => void
}

/** A permit that is not held yet. */
export function largeBodyPermit(largeBodies: Semaphore, deadline: Deadline): LargeBodyPermit {
  let held: (() => void) | null = null
  return {
    async take() {
      held ??= await deadline.pausedFor(largeBodies.acquire())
    },
    release: () => held?.(),
  }
}

/** Awaits the network. The `try` contains nothing else, so that a bug does not look like a failure of the network. */
export async function overNetwork<Value>(ask: () => Promise<Value>, deadline: Deadline): Promise<Value | NoAnswer> {
  try {
    return (await deadline.within(ask())) ?? 'timeout'
  } catch {
    return deadline.signal.aborted ? 'timeout' : 'broken'
  }
}

/** Reads a body up to a limit, and cancels the rest. */
export async function readBody(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  permit: LargeBodyPermit,
  deadline: Deadline,
): Promise<ReadBody | NoAnswer> {
  if (stream === null) return { bytes: new Uint8Array(), exceedsLimit: false }
  const reader = stream.getReader()
  let bytes = new Uint8Array(firstBufferBytes)
  let length = 0
  let isDone = false
  try {
    for (;;) {
      const step = await overNetwork(() => reader.read(), deadline)
      if (step === 'timeout' || step === 'broken') return step
      isDone = step.done
      if (step.done) break
      const part = step.value.subarray(0, maxBytes - length)
      const needed = length + part.length
      if (needed > largeBytes) await permit.take()
      if (needed > bytes.length) {
        const wider = new Uint8Array(Math.min(maxBytes, Math.max(needed, 2 * bytes.length)))
        wider.set(bytes.subarray(0, length))
        bytes = wider
      }
      bytes.set(part, length)
      length = needed
      if (part.length < step.value.length) break
    }
  } finally {
    if (!isDone) reader.cancel().catch(() => undefined)
  }
  return { bytes: bytes.subarray(0, length), exceedsLimit: !isDone }
}

/** Reads the beginning of a body in the time that is left, and cancels the rest. */
export async function readOpening(stream: ReadableStream<Uint8Array> | null, deadline: Deadline): Promise<Uint8Array> {
  if (stream === null) return new Uint8Array()
  const reader = stream.getReader()
  const opening = new Uint8Array(refusalBytes)
  let length = 0
  while (length < refusalBytes) {
    const step = await overNetwork(() => reader.read(), deadline)
    // The bytes before a broken connection may be enough.
    if (step === 'timeout' || step === 'broken' || step.done) break
    const part = step.value.subarray(0, refusalBytes - length)
    opening.set(part, length)
    length += part.length
  }
  reader.cancel().catch(() => undefined)
  return opening.subarray(0, length)
}

/** Cancels an unread body, which frees its connection. */
export function discard({ body }: Response): void {
  body?.cancel().catch(() => undefined)
}
