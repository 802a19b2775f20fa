/** How pages are answered: in the reader's language, and what is said where there is nothing. */

import { readersLanguage } from '../i18n/languages.ts'
import type { Note, WebWords } from '../i18n/views/pages.ts'
import { webWordsFor } from '../i18n/words.ts'
import { logProblem } from '../log.ts'
import type { Language } from '../model.ts'
import type { StoreProblem } from '../result.ts'
import type { WebContext } from './edge-cache.ts'
import { NotePage } from './pages/note.tsx'

export function language(c: WebContext): Language {
  return readersLanguage(c.req.header('accept-language'))
}

export function wordsOf(c: WebContext): WebWords {
  return webWordsFor(language(c))
}

/** Without a trailing slash. */
export function publicBase(c: WebContext): string {
  return c.env.publicUrl ?? new URL(c.req.url).origin
}

const DAY = 24 * 60 * 60 * 1000

type Status = 200 | 400 | 403 | 404 | 429 | 500 | 503

export function html(c: WebContext, page: { toString(): string }, status: Status = 200): Response {
  return c.body(page.toString(), status, { 'content-type': 'text/html; charset=utf-8' })
}

export function note(c: WebContext, which: (words: WebWords) => Note, status: Status): Response {
  const words = wordsOf(c)
  const answer = html(c, <NotePage words={words} note={which(words)} />, status)
  if (status === 503 || status === 429) answer.headers.set('retry-after', '60')
  return answer
}

export function notFound(c: WebContext): Response {
  return note(c, (words) => words.notFound, 404)
}

/** What pages may use of the day is used up; it begins anew at midnight, UTC. */
export function dark(c: WebContext): Response {
  const answer = note(c, (words) => words.dark, 503)
  answer.headers.set('retry-after', String(Math.ceil((DAY - (c.env.now % DAY)) / 1000)))
  answer.headers.set('cache-control', 'no-store')
  return answer
}

/** What KV has could not be read. */
export function notNow(c: WebContext, problem: StoreProblem): Response {
  logProblem(problem)
  return note(c, (words) => words.notNow, 503)
}
