/** What went wrong, why, and what to do. */
import { placeholders } from '../../digest/template.ts'
import { limits } from '../../limits.ts'
import type { FilterProblem, Problem, TemplateProblem } from '../../result.ts'
import { rightToLeft } from '../../text/isolate.ts'
import { wholeMegabytes } from '../bytes.ts'
import { code, type Html, lines, query, together, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

const { mistakeContextUnits, suggestionUnits } = limits.bot

export function problemText(t: Translator, problem: Problem): Html {
  switch (problem.kind) {
    case 'not-a-url':
    case 'schedule-syntax':
    case 'schedule-unclear':
      return t.html(`problems.${problem.kind}`, { text: problem.text })
    case 'private-address':
    case 'unreachable':
    case 'challenge':
    case 'robots-disallow':
    case 'damaged-answer':
      return t.html(`problems.${problem.kind}`, { host: problem.host })
    case 'timeout':
      return t.html('problems.timeout', { seconds: problem.seconds })
    case 'http-status':
      return t.html(`problems.${httpProblem(problem.status)}`, { status: problem.status })
    case 'credentials-refused':
      return t.html('problems.credentials-refused', { status: problem.status })
    case 'packed-file':
      return t.html('problems.packed-file', { format: problem.format })
    case 'too-large':
      return t.html('problems.too-large', { megabytes: wholeMegabytes(problem.limitBytes) })
    case 'too-many-redirects':
      return t.html('problems.too-many-redirects', { limit: problem.limit })
    case 'bad-redirect':
      return t.html('problems.bad-redirect', { to: problem.to })
    case 'gone':
    case 'empty-document':
    case 'not-a-feed':
    case 'no-list':
    case 'scripted-page':
    case 'page-changed':
    case 'no-telegram-preview':
    case 'reader-failed':
    case 'credentials-lost':
    case 'seen-stale':
    case 'bad-token':
    case 'seen-lost':
    case 'shut-down':
      return t.html(`problems.${problem.kind}`)
    case 'selector-syntax':
      return t.html('problems.selector-syntax', { place: safe(placeOf(t, problem)) })
    case 'filter-unclear':
      return t.html('problems.filter-unclear', { text: problem.text })
    case 'filter-syntax':
      return filterProblem(t, problem)
    case 'template-syntax':
      return templateProblem(t, problem)
    case 'timezone-unknown':
      return t.html(`problems.${problem.near.length === 0 ? 'timezone-unknown' : 'timezoneNear'}`, {
        text: problem.text,
      })
    case 'timezone-unclear':
      return t.html('problems.timezone-unclear', { text: problem.text })
    case 'schema-newer':
      return t.html('problems.schema-newer', { key: problem.key, found: problem.found, known: problem.known })
    case 'stored-broken':
    case 'kv-failed':
      return t.html(`problems.${problem.kind}`, { key: problem.key })
    case 'namespace-shared':
      return t.html('problems.namespace-shared', { bot: String(problem.bot) })
    case 'channel-failed':
      return t.html('problems.channel-failed', { channel: problem.channel })
    case 'quota-spent':
      return t.html('problems.quota-spent', { quota: safe(t.html(`quotas.${problem.quota}`)) })
  }
}

function httpProblem(status: number) {
  if (status === 404 || status === 410) return 'notFound'
  if (status === 401) return 'loginNeeded'
  if (status === 403) return 'forbidden'
  if (status === 429) return 'tooOften'
  return status >= 500 ? 'siteBroken' : 'httpError'
}

/** A text with a mistake at a place, in UTF-16 units. */
type Mistaken = Pick<FilterProblem | TemplateProblem, 'text' | 'at' | 'length'>

/** The text around a mistake, with the mistake between ▸ and ◂, in the direction in which it was typed. */
function placeOf(t: Translator, { text, at, length }: Mistaken): Html {
  const start = Math.max(0, at - mistakeContextUnits)
  const end = Math.min(text.length, at + Math.max(1, length))
  const before = (start > 0 ? '…' : '') + text.slice(start, at)
  const marked = text.slice(at, end)
  const after = text.slice(end, end + mistakeContextUnits) + (end + mistakeContextUnits < text.length ? '…' : '')
  const line = t.html('problems.place', {
    before: safe(verbatim(before)),
    marked: safe(verbatim(marked)),
    after: safe(verbatim(after)),
  })
  return t.catalogue.direction === 'rtl' || rightToLeft.test(line) ? together(line) : line
}

function withSuggestion(t: Translator, text: Html, suggestion: Html | null): Html {
  return lines([text, suggestion === null ? null : t.html('problems.suggestion', { suggestion: safe(suggestion) })])
}

/** @param command that the suggested correction stands behind; null: it is a reader's, and stands alone */
export function filterProblem(t: Translator, problem: FilterProblem, command: string | null = '/filter'): Html {
  const { mistake, suggestion } = problem
  const text = t.html(command === null ? 'readers.mistake' : 'problems.filter', {
    mistake: safe(t.html(`filterMistakes.${mistake}`)),
    place: safe(placeOf(t, problem)),
  })
  const before = command === null ? '' : `${command} `
  return withSuggestion(t, text, suggestion === null ? null : query(before + suggestion, limits.filter.queryUnits))
}

function templateProblem(t: Translator, problem: TemplateProblem): Html {
  const { mistake, suggestion } = problem
  const text = t.html('problems.template', {
    mistake: safe(
      t.html(`templateMistakes.${mistake}`, {
        placeholders: placeholders.map((name) => `{${name}}`).join(' '),
        title: '{title}',
      }),
    ),
    place: safe(placeOf(t, problem)),
  })
  return withSuggestion(t, text, suggestion === null ? null : code(suggestion, suggestionUnits))
}
