/** Runs the feed reader where it runs when deployed, in workerd: Node decodes some encodings otherwise. */
import path from 'node:path'
import { createTestHarness } from 'wrangler'
import type { FeedProblem, Result } from '../../src/result.ts'
import type { Document, PrintedFeed } from './document.ts'

export interface Isolate {
  /** As `printedFeed`. */
  readonly read: (document: Document) => Promise<Result<PrintedFeed, FeedProblem>>
  readonly stop: () => Promise<void>
}

/** Starts one, in about a second; to be stopped. */
export async function startIsolate(): Promise<Isolate> {
  process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
  process.env['WRANGLER_SEND_METRICS'] = 'false'
  process.env['WRANGLER_LOG'] = 'error'
  const server = createTestHarness({
    workers: [
      {
        config: {
          name: 'paperboy-reader',
          main: path.join(import.meta.dirname, 'reader-worker.ts'),
          compatibility_date: '2026-10-23',
        },
      },
    ],
  })
  await server.listen()
  return {
    async read({ bytes, contentType, url }) {
      const answer = await server.fetch('http://reader/', {
        method: 'POST',
        headers: { document: JSON.stringify({ contentType, url }) },
        body: bytes,
      })
      // The worker is of the same code: what it answers needs no second look.
      return (await answer.json()) as Result<PrintedFeed, FeedProblem>
    },
    stop: () => server.close(),
  }
}
