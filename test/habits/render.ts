/** Writes the documents of habits: RSS 2.0, RSS 1.0, Atom 1.0 and JSON Feed. */
import { ADDED_AT, type Format, type Post } from './habit.ts'

/** The time of a request, and the number of earlier ones. */
export interface Moment {
  /** Epoch ms. */
  readonly now: number
  readonly request: number
}

export const contentTypes: Readonly<Record<Format, string>> = {
  rss: 'application/rss+xml',
  rdf: 'application/rdf+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
}

/** A post in a document; undefined: absent. Dates are ISO. */
interface Written {
  readonly id: string | undefined
  readonly link: string | undefined
  readonly title: string | undefined
  readonly text: string | undefined
  readonly date: string | undefined
  readonly updated: string | undefined
}

const HOUR = 60 * 60_000
/** The feed's own page. */
export const SITE = 'https://news.example/'

/** The bytes differ in each request, as the number of comments grows. */
export function render(format: Format, posts: readonly Post[], moment: Moment): string {
  const written = posts.map((post) => write(post, moment))
  switch (format) {
    case 'rss':
      return rss(written, moment.request)
    case 'rdf':
      return rdf(written, moment.request)
    case 'atom':
      return atom(written, moment.request)
    case 'json':
      return json(written, moment.request)
  }
}

function write({ id, link, title, text, date, updated }: Post, moment: Moment): Written {
  const filled = (value: string | null) => (value === null ? undefined : fill(value, moment.request))
  const iso = (hours: number) => new Date(ADDED_AT + hours * HOUR).toISOString()
  return {
    id: filled(id),
    link: filled(link),
    title: filled(title),
    text: filled(text),
    date: date === null ? undefined : date === 'now' ? new Date(moment.now).toISOString() : iso(date),
    updated: updated === null ? undefined : iso(updated),
  }
}

/** `{session}` differs in each request; `{a|b}` alternates between a and b. */
export function fill(text: string, request: number): string {
  // Few texts have placeholders.
  if (!text.includes('{')) return text
  return text
    .replaceAll('{session}', () => `s${((request + 1) * 7919).toString(16)}`)
    .replaceAll(/\{([^{}|]*)\|([^{}|]*)\}/gu, (_, even: string, odd: string) => (request % 2 === 0 ? even : odd))
}

const escaped = (text: string) => text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0)};`)
const element = (name: string, text: string | undefined, attributes = '') =>
  text === undefined ? '' : `<${name}${attributes}>${escaped(text)}</${name}>`
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const utc = (iso: string | undefined) => (iso === undefined ? undefined : new Date(iso).toUTCString())
const slash = ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'

function rss(posts: readonly Written[], comments: number): string {
  const items = posts.map(
    ({ id, link, title, text, date }) =>
      `<item>${element('title', title)}${element('link', link)}${element('guid', id, ' isPermaLink="false"')}` +
      `${element('pubDate', utc(date))}${element('description', text)}<slash:comments>${comments}</slash:comments></item>`,
  )
  const head = `<title>News</title><link>${SITE}</link>`
  return `${declaration}<rss version="2.0"${slash}><channel>${head}\n${items.join('\n')}\n</channel></rss>`
}

function rdf(posts: readonly Written[], comments: number): string {
  const items = posts.map(
    ({ id, link, title, text, date }) =>
      `<item${id === undefined ? '' : ` rdf:about="${escaped(id)}"`}>${element('title', title)}${element('link', link)}` +
      `${element('dc:date', date)}${element('description', text)}<slash:comments>${comments}</slash:comments></item>`,
  )
  const names =
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
  const head = `<channel rdf:about="${SITE}"><title>News</title><link>${SITE}</link></channel>`
  return `${declaration}<rdf:RDF ${names}${slash}>${head}\n${items.join('\n')}\n</rdf:RDF>`
}

function atom(posts: readonly Written[], comments: number): string {
  const entries = posts.map(
    ({ id, link, title, text, date, updated }) =>
      `<entry>${element('id', id)}${element('title', title)}` +
      `${link === undefined ? '' : `<link rel="alternate" href="${escaped(link)}"/>`}` +
      `${element('published', date)}${element('updated', updated ?? date)}` +
      `${element('content', text, ' type="html"')}<thr:total>${comments}</thr:total></entry>`,
  )
  const names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
  const head = `<title>News</title><id>${SITE}</id><link href="${SITE}"/>`
  return `${declaration}<feed ${names}>${head}\n${entries.join('\n')}\n</feed>`
}

function json(posts: readonly Written[], comments: number): string {
  const items = posts.map(({ id, link, title, text, date, updated }) => ({
    id,
    url: link,
    title,
    content_html: text,
    date_published: date,
    date_modified: updated,
    _comments: { total: comments },
  }))
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'News',
    home_page_url: SITE,
    items,
  })
}
