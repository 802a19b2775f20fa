/** The feed reader in workerd, as when deployed: Node decodes some encodings differently. */
import path from 'node:path'
import { startIsolate } from '../../simulators/workerd/isolate.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import type { FeedProblem, Result } from '../../src/result.ts'
import { decodeEntities } from '../../src/text/entities.ts'
import type { Document, PrintedFeed } from './document.ts'

export interface Reader {
  readonly read: (document: Document) => Promise<Result<PrintedFeed, FeedProblem>>
  readonly stop: () => Promise<void>
}

/** Starts in about a second. */
export async function startReader(): Promise<Reader> {
  const { fetch: send, stop } = await startIsolate(path.join(import.meta.dirname, 'reader-worker.ts'))
  return {
    async read({ bytes, contentType, url }) {
      const headers = { document: JSON.stringify({ contentType, url }) }
      const answer = await send('', { method: 'POST', headers, body: bytes })
      // The Worker is built from the same code.
      return (await answer.json()) as Result<PrintedFeed, FeedProblem>
    },
    stop,
  }
}

/** The bot's message for a problem, without its markup. */
export function problemText(it: FeedProblem): string {
  return decodeEntities(
    textsFor('en')
      .problem(it)
      .replace(/<[^<>]*>/gu, ''),
  )
}
