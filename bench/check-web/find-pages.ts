/** Finds a page of every kind by following the site's own links. */
import { PUBLIC_URL } from '../../test/e2e/paperboy.ts'
import { articles } from './articles.ts'
import type { Site, Visitor } from './site.ts'

export interface WebPage {
  readonly name: string
  readonly path: string
  readonly visitor: Visitor
  readonly status: number
  readonly html: string
  /** As long as its text. */
  readonly isArticle: boolean
  /** Search engines may list it. */
  readonly isIndexed: boolean
}

/** Kinds of pages that links lead to, by their path. */
const kinds: readonly (readonly [name: string, path: RegExp])[] = [
  ['channel', /^\/c\/\w+$/u],
  ['channel, page 2', /^\/c\/\w+\/2$/u],
  ['a day', /^\/c\/\w+\/\d{4}-\d\d-\d\d$/u],
  ['a day, page 2', /^\/c\/\w+\/\d{4}-\d\d-\d\d\/2$/u],
  ['post', /^\/d\/\w+$/u],
  ['post, page 2', /^\/d\/\w+\/2$/u],
]
const fixed: Readonly<Record<string, string>> = {
  'front door': '/',
  about: '/about',
  status: '/status',
  setup: '/setup',
  missing: '/nothing',
}
/** Steps from the channel's page. */
const DEPTH = 3

export async function findPages(site: Site): Promise<readonly WebPage[]> {
  const pages: WebPage[] = []
  const add = async (name: string, path: string, visitor: Visitor = site.stranger) => {
    const page = await openPage(name, path, visitor)
    pages.push(page)
    return page
  }
  for (const [name, path] of Object.entries(fixed)) await add(name, path)
  await add('status, signed in', '/status', site.owner)
  await add('numbers of a channel', site.stats, site.owner)
  const channel = await add('channel', site.channel)
  const articlePaths = await follow(channel, add)
  const missing = Object.values(articles).find(({ entry }) => !articlePaths.has(entry.title))
  if (missing !== undefined) throw new Error(`no link leads to the article “${missing.entry.title}”`)
  await site.retract(retracted?.entry.link ?? '')
  await add('retracted', articlePaths.get(retracted?.entry.title ?? '') ?? '')
  return pages
}

/** It is opened once it is taken back, since caches keep what was opened before. */
const { 'retracted.example': retracted } = articles

/** Opens one page of each kind, and each article. @returns paths of articles by title */
async function follow(
  first: WebPage,
  add: (name: string, path: string) => Promise<WebPage>,
): Promise<ReadonlyMap<string, string>> {
  const articlePaths = new Map<string, string>()
  const found = new Set<string>(['channel'])
  let level = [first]
  for (let depth = 0; depth < DEPTH; depth++) {
    const next: WebPage[] = []
    for (const path of level.flatMap(linksOf)) {
      const title = titleOfArticle(path, level)
      const name = title === null ? kinds.find(([, pattern]) => pattern.test(path))?.[0] : `article: ${title}`
      if (name === undefined || found.has(name)) continue
      found.add(name)
      if (title !== null) articlePaths.set(title, path)
      if (title === null || title !== retracted?.entry.title) next.push(await add(name, path))
    }
    level = next
  }
  return articlePaths
}

function linksOf({ html }: WebPage): readonly string[] {
  return [...html.matchAll(/\shref="([^"]+)"/gu)].flatMap(([, href = '']) => {
    const url = new URL(href.replaceAll('&amp;', '&'), PUBLIC_URL)
    return url.origin === PUBLIC_URL ? [url.pathname + url.search] : []
  })
}

/** An article's page stands in the same list item as its title. */
function titleOfArticle(path: string, pages: readonly WebPage[]): string | null {
  const code = /^\/(\w{10})\/read/u.exec(path)?.[1]
  if (code === undefined) return null
  const texts = pages.flatMap(({ html }) => html.split(/<li\b/u)).filter((part) => part.includes(`/${code}`))
  const { entry } = Object.values(articles).find((each) => texts.some((text) => text.includes(each.entry.title))) ?? {}
  return entry?.title ?? null
}

async function openPage(name: string, path: string, visitor: Visitor): Promise<WebPage> {
  const answer = await visitor.open(path)
  const html = await answer.text()
  const robots = `${answer.headers.get('x-robots-tag') ?? ''} ${/<meta name="robots"[^>]*>/u.exec(html)?.[0] ?? ''}`
  return {
    ...{ name, path, visitor, html },
    status: answer.status,
    isArticle: /\/read(?:\?|$)/u.test(path),
    isIndexed: answer.status === 200 && !robots.includes('noindex'),
  }
}
