/** English: what can go wrong, why, and what to do. */

import { placeholders } from '../../digest/template.ts'
import type { Problem } from '../../result.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { pointAt } from '../local-time.ts'
import { code, query } from '../marks.ts'

export function problem(it: Problem): string {
  switch (it.kind) {
    case 'not-a-url':
      return `${code(it.text)} is not a web address. It should look like ${code('https://example.com/feed')}.`
    case 'private-address':
      return `${code(it.host)} is an address of a private network, which I may not visit.`
    case 'unreachable':
      return `I cannot reach ${code(it.host)}. Is the name spelled right, and is the site up?`
    case 'timeout':
      return `The site took longer than ${it.seconds} seconds. Try again later.`
    case 'http-status':
      return httpStatus(it.status)
    case 'gone':
      return 'Its publisher has taken it down for good (410).'
    case 'challenge':
      return `${code(it.host)} turns robots away: it answers with a test that only a browser can pass. Ask the site to let feed readers through to this address, or try another address of the feed.`
    case 'too-large':
      return `The document is larger than ${Math.round(it.limitBytes / 1024 / 1024)} MB, too large for a feed.`
    case 'too-many-redirects':
      return `The address leads on and on: more than ${it.limit} redirects.`
    case 'bad-redirect':
      return `The address redirects to ${code(it.to)}, which I may not visit.`
    case 'empty-document':
      return 'The site answered, but with nothing in it.'
    case 'not-a-feed':
      return 'That is not a feed, and I found none that belongs to it. Look for a link that says RSS, Atom or Feed.'
    case 'no-telegram-preview':
      return 'Telegram shows no posts there on the web. I can read public channels whose preview is not switched off.'
    case 'reader-failed':
      return 'Reading that feed failed on my side. Please try again later; if it keeps failing, report its address.'
    case 'filter-syntax':
      return filterProblem(it)
    case 'schedule-syntax':
      return `I do not understand ${code(it.text)}. Say ${code('live')}, times such as ${code('08:00 18:30')}, ${code('mon-fri 08:00')}, or ${code('every 3h')}.`
    case 'template-syntax':
      return templateProblem(it)
    case 'timezone-unknown':
      return it.near.length > 0
        ? `I do not know the time zone ${code(it.text)}. Did you mean ${it.near.map((zone) => code(zone)).join(', ')}?`
        : `I do not know the time zone ${code(it.text)}. Name a large city near you, such as ${code('Berlin')}.`
    case 'schema-newer':
      return `What is stored under ${code(it.key)} was written by a newer Paperboy (${it.found}; this one knows ${it.known}). Deploy the newer version again.`
    case 'stored-broken':
      return `What is stored under ${code(it.key)} cannot be read. Restore it from a backup.`
    case 'seen-stale':
      return 'KV still answers with an older value; the next cycle tries again.'
    case 'namespace-shared':
      return `The KV namespace is shared: it holds what another bot (${it.bot}) remembers. Nothing new is sent until this bot has a namespace of its own: npm run deploy makes one.`
    case 'bad-token':
      return 'Telegram does not accept the bot’s token. Ask @BotFather for a new one, and set it as the secret BOT_TOKEN.'
    case 'seen-lost':
      return 'KV no longer had what was seen. Every feed began anew; what was published meanwhile may have been missed.'
    case 'retired':
      return 'This Paperboy rests: a final backup was made of it, and another one goes on. To go on here instead: npm run deploy -- --take-over'
    case 'channel-failed':
      return `The digest of ${code(it.channel)} could not be put together. Its headlines wait; please report this.`
    case 'quota-spent':
      return `The day’s ${quotas[it.quota]} are used up. Feeds rest, and nothing is lost; it goes on at midnight UTC. /quota shows more.`
    case 'kv-failed':
      return `KV refused ${code(it.key)}; the next cycle tries again.`
  }
}

const quotas: Readonly<Record<Extract<Problem, { kind: 'quota-spent' }>['quota'], string>> = {
  kvReads: 'KV reads',
  kvWrites: 'KV writes',
  rowsRead: 'rows to be read',
  rowsWritten: 'rows to be written',
  objectRequests: 'requests to objects',
  gbSeconds: 'GB-seconds of object time',
}

function httpStatus(status: number): string {
  if (status === 404 || status === 410) return `The site says that there is nothing at this address (${status}).`
  if (status === 401 || status === 403) return `The site does not let me in (${status}).`
  if (status === 429) return 'The site says that it was asked too often (429). Try again later.'
  if (status >= 500) return `The site is in trouble (${status}). Try again later.`
  return `The site answered with an error (${status}).`
}

function filterProblem(it: Extract<Problem, { kind: 'filter-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unclosed-quote': 'this quotation mark is never closed',
    'unclosed-group': 'this parenthesis is never closed',
    'stray-closing': 'this parenthesis closes nothing',
    'empty-group': 'there is nothing in these parentheses',
    'empty-phrase': 'there is nothing between these quotation marks',
    'nothing-after-not': 'there is nothing after this minus',
    'nothing-beside-or': 'there is nothing on one side of this “or”',
    'too-long': 'the filter is too long from here on',
    'too-deep': 'there are too many parentheses inside one another here',
    'empty-term': 'there is no letter or digit in this',
    'nothing-after-field': 'there is nothing to look for after this field',
    'unknown-field': 'there is no such field: there are title, summary, author, category, source and link',
    'bad-expression': 'this part of the expression means nothing',
    'foreign-expression': 'look-around and back references are not understood; all else of RE2 is',
    'large-expression': 'this expression grows too large; repeat less in it',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\nPerhaps: ${query(`/filter ${it.suggestion}`, 1000)}`
  return `That filter does not work: ${mistakes[it.mistake]}.\n${place}\nNothing was changed.${suggestion}`
}

function templateProblem(it: Extract<Problem, { kind: 'template-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unknown-placeholder': `there is no such placeholder; there are ${placeholders.map((each) => `{${each}}`).join(' ')}`,
    'no-title': 'it does not show the {title}',
    'stray-brace': 'this brace belongs to no placeholder',
    'too-long': 'it is too long from here on',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\nPerhaps: ${code(it.suggestion, 400)}`
  return `That template does not work: ${mistakes[it.mistake]}.\n${place}\nNothing was changed.${suggestion}`
}
