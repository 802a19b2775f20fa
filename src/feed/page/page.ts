/** A page whose list is watched: its elements, their texts, and where its links lead. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { webAddress } from '../../text/web-address.ts'
import { titleText } from '../html-to-text/plain-text.ts'
import { type PageElement, pageElements } from './page-elements.ts'

const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

export class Page {
  readonly elements: readonly PageElement[]
  readonly url: string
  readonly #html: string
  readonly #base: string
  readonly #targets = new Map<PageElement, string | null>()

  /** @param url of the page, after redirects */
  constructor(html: string, url: string) {
    this.#html = html
    this.url = url
    this.elements = pageElements(html)
    // The first `<base>` counts, even for links before it (HTML standard, 2.4.3).
    const base = this.elements.find((element) => element.name === 'base' && element.attribute('href') !== null)
    this.#base = webAddress(decodeEntities(base?.attribute('href') ?? ''), url) ?? url
  }

  /** The elements inside an element. */
  inside({ at, last }: PageElement): readonly PageElement[] {
    return this.elements.slice(at + 1, last + 1)
  }

  /** The title that the page gives itself; empty if it gives none. */
  get title(): string {
    const title = this.elements.find(({ name }) => name === 'title')
    return title === undefined ? '' : this.text(title)
  }

  /** An element's text as one line. */
  text({ start, end }: PageElement): string {
    return titleText(this.#html.slice(start, end), limits.digest.titleUnits)
  }

  /** Where a link leads; null if it is no link, or leads nowhere, such as to a script or to the page's own beginning. */
  target(link: PageElement): string | null {
    if (link.name !== 'a') return null
    const known = this.#targets.get(link)
    if (known !== undefined) return known
    const href = decodeEntities(link.attribute('href') ?? '').trim()
    const address = href === '' || href === '#' ? null : webAddress(href, this.#base)
    const target = address === this.url ? null : address
    this.#targets.set(link, target)
    return target
  }
}

/** Levels above a heading where its link is searched. */
const headingLevels = 3

/** The first link in the smallest element around a heading that has links; null if there is none near. */
export function linkBeside(page: Page, heading: PageElement): PageElement | null {
  let around = heading.parent
  for (let level = 0; around !== null && level < headingLevels; level++, around = around.parent) {
    const link = page.inside(around).find((each) => page.target(each) !== null)
    if (link !== undefined) return link
  }
  return null
}

/** Whether an element is a heading. */
export function isHeading({ name }: PageElement): boolean {
  return headings.has(name)
}

/** The nearest element around an element, or the element itself, that fulfils a condition. */
export function enclosing(
  element: PageElement,
  condition: (element: PageElement) => boolean,
  outermost: PageElement | null = null,
): PageElement | null {
  for (let each: PageElement | null = element; each !== null; each = each.parent) {
    if (condition(each)) return each
    if (each === outermost) return null
  }
  return null
}
