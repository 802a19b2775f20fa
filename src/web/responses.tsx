/** Responses that routes share: HTML pages in the reader's language, and pages for failures. */
import { readersLanguage } from '../i18n/languages.ts'
import type { Note, WebWords } from '../i18n/views/pages.ts'
import { webWordsFor } from '../i18n/words.ts'
import { logProblem } from '../log.ts'
import type { Language } from '../model.ts'
import type { StoreProblem } from '../result.ts'
import type { WebContext } from './edge-cache.ts'
import { NotePage } from './pages/note.tsx'

/** The reader's language, by the request's `accept-language`. */
export function language(c: WebContext): Language {
  return readersLanguage(c.req.header('accept-language'))
}

export function wordsOf(c: WebContext): WebWords {
  return webWordsFor(language(c))
}

/** The public address, without a trailing slash. */
export function publicBase(c: WebContext): string {
  return c.env.publicUrl ?? new URL(c.req.url).origin
}

const DAY = 24 * 60 * 60 * 1000

type Status = 200 | 400 | 403 | 404 | 429 | 500 | 503

export function html(c: WebContext, page: { toString(): string }, status: Status = 200): Response {
  return c.body(page.toString(), status, { 'content-type': 'text/html; charset=utf-8' })
}

/** A response that no cache keeps. */
export function uncached(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}

/** A page with a short message; suggests a retry where that may help. */
export function note(c: WebContext, select: (words: WebWords) => Note, status: Status): Response {
  const words = wordsOf(c)
  const response = html(c, <NotePage words={words} note={select(words)} />, status)
  if (status === 503 || status === 429) response.headers.set('retry-after', '60')
  return response
}

export function notFound(c: WebContext): Response {
  return note(c, (words) => words.notFound, 404)
}

/** The quota for pages is used up until midnight, UTC. */
export function overQuota(c: WebContext): Response {
  const response = uncached(note(c, (words) => words.dark, 503))
  response.headers.set('retry-after', String(Math.ceil((DAY - (c.env.now % DAY)) / 1000)))
  return response
}

/** KV cannot be read. */
export function unavailable(c: WebContext, problem: StoreProblem): Response {
  logProblem(problem)
  return note(c, (words) => words.notNow, 503)
}
