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
  const channel = await add('channel', site.channel)
  await follow(channel, add)
  const titles = Object.values(articles).map(({ entry }) => entry.title)
  const missing = titles.filter((title) => !pages.some(({ name }) => name === `article: ${title}`))
  if (missing.length > 0) throw new Error(`no link leads to the article “${missing[0]}”`)
  const [retracted] = pages.filter(({ isArticle }) => isArticle)
  const { 'chinese.example': taken } = articles
  if (taken !== undefined) await site.retract(taken.entry.link)
  const path = pages.find(({ name }) => name === `article: ${taken?.entry.title}`)?.path ?? retracted?.path
  await add('retracted', `${path}?again`)
  return pages
}

/** Opens one page of each kind, and each article. */
async function follow(first: WebPage, add: (name: string, path: string) => Promise<WebPage>): Promise<void> {
  const seen = new Set<string>([first.path])
  const found = new Set<string>(['channel'])
  let level = [first]
  for (let depth = 0; depth < DEPTH; depth++) {
    const next: WebPage[] = []
    for (const path of level.flatMap(linksOf)) {
      const name = titleOfArticle(path, level) ?? kinds.find(([, pattern]) => pattern.test(path))?.[0]
      if (seen.has(path) || name === undefined || found.has(name)) continue
      seen.add(path)
      found.add(name)
      next.push(await add(name, path))
    }
    level = next
  }
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
  return entry === undefined ? null : `article: ${entry.title}`
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
