/** Responses that routes share: HTML pages in the reader's language, and pages for failures. */
import { readersLanguage } from '../i18n/languages.ts'
import { type Translator, translatorFor } from '../i18n/translator.ts'
import type { Language } from '../language.ts'
import { dayMs, limits, secondMs } from '../limits.ts'
import { logProblem } from '../log.ts'
import type { StoreProblem } from '../result.ts'
import type { WebContext } from './edge-cache.ts'
import { NotePage } from './pages/note.tsx'

/** The reader's language, by the request's `accept-language`. */
export function language(c: WebContext): Language {
  return readersLanguage(c.req.header('accept-language'))
}

/** The texts of pages in the reader's language. */
export function translator(c: WebContext): Translator {
  return translatorFor(language(c))
}

/** The public address, without a trailing slash. */
export function publicBase(c: WebContext): string {
  return c.env.publicUrl ?? new URL(c.req.url).origin
}

type Status = 200 | 400 | 403 | 404 | 410 | 429 | 500 | 503

export function html(c: WebContext, page: { toString(): string }, status: Status = 200): Response {
  return c.body(page.toString(), status, { 'content-type': 'text/html; charset=utf-8' })
}

/** A response that no cache keeps. */
export function uncached(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}

/** The title and the text of each message that a page may show. */
const notes = {
  about: ['pages.aboutTitle', 'pages.about'],
  notFound: ['pages.notFoundTitle', 'pages.notFound'],
  withdrawn: ['pages.withdrawnTitle', 'pages.withdrawn'],
  noDigest: ['pages.noDigestTitle', 'pages.noDigest'],
  notNow: ['pages.notNowTitle', 'pages.notNow'],
  closed: ['pages.closedTitle', 'pages.closed'],
  broken: ['pages.notNowTitle', 'pages.broken'],
  statsClosed: ['stats.closedTitle', 'stats.closed'],
  signInFailed: ['signIn.failedTitle', 'signIn.failed'],
  signInBusy: ['signIn.busyTitle', 'signIn.busy'],
  setupLocked: ['setup.lockedTitle', 'setup.locked'],
} as const

/** A page with one of these messages. */
export function note(c: WebContext, name: keyof typeof notes, status: Status): Response {
  const t = translator(c)
  const [title, text] = notes[name]
  return noteWith(c, t.text(title), t.text(text), status)
}

/** A page with a short message; suggests a retry where that may help. */
export function noteWith(c: WebContext, title: string, text: string, status: Status): Response {
  const response = html(c, <NotePage t={translator(c)} title={title} text={text} />, status)
  if (status === 503 || status === 429) response.headers.set('retry-after', String(limits.web.retrySeconds))
  return response
}

export function notFound(c: WebContext): Response {
  return note(c, 'notFound', 404)
}

/** Pages are closed until midnight UTC: their quota is used up. */
export function overQuota(c: WebContext): Response {
  const response = uncached(note(c, 'closed', 503))
  response.headers.set('retry-after', String(Math.ceil((dayMs - (c.env.now % dayMs)) / secondMs)))
  return response
}

/** KV cannot be read. */
export function unavailable(c: WebContext, problem: StoreProblem): Response {
  logProblem(problem)
  return note(c, 'notNow', 503)
}
