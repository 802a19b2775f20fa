/** Reads the bodies of responses, with limits of bytes and time. */
import { limits } from '../../limits.ts'
import type { Deadline } from './deadline.ts'
import type { Semaphore } from './semaphore.ts'

const { largeBytes, refusalBytes, firstBufferBytes } = limits.feed

/** `broken`: there is no response, or the connection ended early. */
export type NoAnswer = 'timeout' | 'broken'

/** A body in memory. */
export interface ReadBody {
  readonly bytes: Uint8Array
  /** Releases the permit for a large body. */
  readonly release: () => void
}

/** Awaits the network. The `try` contains nothing else, so that a bug does not look like a failure of the network. */
export async function overNetwork<Value>(ask: () => Promise<Value>, deadline: Deadline): Promise<Value | NoAnswer> {
  try {
    return (await deadline.within(ask())) ?? 'timeout'
  } catch {
    return deadline.signal.aborted ? 'timeout' : 'broken'
  }
}

/** Reads a decompressed body, so the limit holds for compression bombs too. */
export async function readBody(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  largeBodies: Semaphore,
  deadline: Deadline,
): Promise<ReadBody | NoAnswer | 'too-large'> {
  if (stream === null) return { bytes: new Uint8Array(), release: () => undefined }
  const reader = stream.getReader()
  let bytes = new Uint8Array(firstBufferBytes)
  let length = 0
  let release: (() => void) | null = null
  let isDone = false
  try {
    for (;;) {
      const step = await overNetwork(() => reader.read(), deadline)
      if (step === 'timeout' || step === 'broken') return step
      if (step.done) break
      const needed = length + step.value.length
      if (needed > maxBytes) return 'too-large'
      if (needed > largeBytes) release ??= await deadline.pausedFor(largeBodies.acquire())
      if (needed > bytes.length) {
        const wider = new Uint8Array(Math.min(maxBytes, Math.max(needed, 2 * bytes.length)))
        wider.set(bytes.subarray(0, length))
        bytes = wider
      }
      bytes.set(step.value, length)
      length = needed
    }
    isDone = true
  } finally {
    if (!isDone) {
      release?.()
      reader.cancel().catch(() => undefined)
    }
  }
  return { bytes: bytes.subarray(0, length), release: release ?? (() => undefined) }
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
