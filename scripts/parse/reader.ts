/** Runs the feed reader where it runs when deployed, in workerd: Node decodes some encodings otherwise. */
import path from 'node:path'
import type { FeedProblem, Result } from '../../src/result.ts'
import { startIsolate } from '../worker/isolate.ts'
import type { Document, PrintedFeed } from './document.ts'

export interface Reader {
  /** As `printedFeed`. */
  readonly read: (document: Document) => Promise<Result<PrintedFeed, FeedProblem>>
  readonly stop: () => Promise<void>
}

/** Starts one, in about a second; to be stopped. */
export async function startReader(): Promise<Reader> {
  const { ask, stop } = await startIsolate(path.join(import.meta.dirname, 'reader-worker.ts'))
  return {
    async read({ bytes, contentType, url }) {
      const headers = { document: JSON.stringify({ contentType, url }) }
      const answer = await ask('', { method: 'POST', headers, body: bytes })
      // The worker is of the same code: what it answers needs no second look.
      return (await answer.json()) as Result<PrintedFeed, FeedProblem>
    },
    stop,
  }
}
