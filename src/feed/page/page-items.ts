/** Finds a page's items by a rule: for each selected element a headline and an address. */
import { limits } from '../../limits.ts'
import type { PageRule } from '../../polling.ts'
import { type FeedProblem, ok, type Result } from '../../result.ts'
import { decodeEntities } from '../../text/entities.ts'
import { oneLine } from '../../text/one-line.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import { enclosing, isHeading, linkBeside, type Page } from './page.ts'
import type { PageElement } from './page-elements.ts'
import { parseSelector, selected } from './selector.ts'

/** A headline of a page. */
export interface PageItem {
  /** One line. */
  readonly title: string
  /** Absolute http(s). */
  readonly link: string
}

/**
 * The items of a page, in its order, each address once. An item is an element that the rule selects: a link, an element in a link,
 * or an element with links, of which the headline's counts.
 */
export function pageItems(page: Page, rule: PageRule): Result<readonly PageItem[], FeedProblem> {
  const item = parseSelector(rule.item)
  if (!item.ok) return item
  const title = rule.title === undefined ? null : parseSelector(rule.title)
  if (title?.ok === false) return title
  const titles = title === null ? null : new Set(selected(page.elements, title.value))
  const found = new Map<string, string>()
  for (const element of selected(page.elements, item.value)) {
    const link = linkOf(page, element)
    const address = link === null ? null : page.target(link)
    if (link === null || address === null) continue
    const headline = titles === null ? headlineOf(page, element, link) : markedHeadline(page, element, titles)
    const before = found.get(address)
    if (headline === '' || (before !== undefined && !isBetter(headline, before))) continue
    found.set(address, headline)
    if (found.size >= limits.watching.items) break
  }
  return ok([...found].map(([link, headline]) => ({ title: headline, link })))
}

/** A later link to the same address has the headline if the first one is a label, such as a section or a number of comments. */
function isBetter(headline: string, before: string): boolean {
  return before.length < 12 && headline.length > 2 * before.length
}

/** The link of an item: itself, the link of its heading or beside it, its link with the longest text, or the link around it. */
function linkOf(page: Page, element: PageElement): PageElement | null {
  const isLink = (each: PageElement) => page.target(each) !== null
  if (isLink(element)) return element
  const inside = page.inside(element)
  const links = inside.filter(isLink).slice(0, limits.watching.linksOfItem)
  if (links.length === 0) return enclosing(element, isLink)
  const ofHeading = links.find((link) => headingAt(page, link, element) !== null)
  if (ofHeading !== undefined || links.length === 1) return ofHeading ?? links[0] ?? null
  const heading = inside.find(isHeading)
  const beside = heading === undefined ? null : linkBeside(page, heading)
  if (beside !== null && links.includes(beside)) return beside
  const texts = links.map((link) => page.text(link).length)
  return links[texts.indexOf(Math.max(...texts))] ?? null
}

/** The heading in a link or around it, but not around the whole item. */
function headingAt(page: Page, link: PageElement, item: PageElement): PageElement | null {
  return page.inside(link).find(isHeading) ?? (link === item ? null : enclosing(link, isHeading, item))
}

function headlineOf(page: Page, item: PageElement, link: PageElement): string {
  const heading = page.inside(link).find(isHeading) ?? (isHeading(item) ? item : page.inside(item).find(isHeading))
  return (heading === undefined ? '' : page.text(heading)) || page.text(link) || labelOf(page, link)
}

/** What the page calls a link without text. */
function labelOf(page: Page, link: PageElement): string {
  const picture = page.inside(link).find(({ name }) => name === 'img')
  const label = link.attribute('title') ?? link.attribute('aria-label') ?? picture?.attribute('alt') ?? ''
  return truncateAtWord(oneLine(decodeEntities(label)), limits.digest.titleUnits)
}

/** The first text in an item that the rule's title selects. */
function markedHeadline(page: Page, item: PageElement, titles: ReadonlySet<PageElement>): string {
  const marked = titles.has(item) ? item : page.inside(item).find((each) => titles.has(each))
  return marked === undefined ? '' : page.text(marked)
}
