/** Finds the elements of a page that may be headlines of a list: its links, and headings beside links. Pure. */
import { limits } from '../../limits.ts'
import { headlineLikeness, type Place, placeByNames, placeOf } from './headline-likeness.ts'
import { enclosing, isHeading, linkBeside, type Page } from './page.ts'
import type { PageElement } from './page-elements.ts'

const { links: maxLinks } = limits.watching
/** This share of a page's links is in its content. */
const mostLinks = 0.5

/** An element with the headline of an item: a link, or a heading beside a link. */
export interface Leaf {
  readonly element: PageElement
  /** Where the item's link leads. */
  readonly target: string
  readonly text: string
  readonly likeness: number
  /** It is a heading, in one or around one. */
  readonly isHeaded: boolean
  /** It leads to the page's own site. */
  readonly isOwn: boolean
  /** It stands beside the page's content. */
  readonly isBeside: boolean
}

/** The links of a page's content, and the headings that are not linked but stand beside a link. */
export function leavesOf(page: Page): readonly Leaf[] {
  const places = placesOf(page)
  const origin = new URL(page.url).origin
  const leaves: Leaf[] = []
  for (const element of page.elements) {
    if (leaves.length >= maxLinks) break
    const place = places[element.at]
    if (place === 'outside' || (element.name !== 'a' && !isHeading(element))) continue
    const target = page.target(element) ?? (isHeading(element) ? targetBeside(page, element) : null)
    if (target === null) continue
    const heading = isHeading(element) ? element : page.inside(element).find(isHeading)
    const text = page.text(heading ?? element)
    leaves.push({
      element,
      target,
      text,
      likeness: headlineLikeness(text),
      isHeaded: heading !== undefined || enclosing(element, isHeading) !== null,
      isOwn: target.startsWith(`${origin}/`),
      isBeside: place === 'beside',
    })
  }
  return leaves
}

/** Where the first link beside a heading leads; null if there is none, or the heading is a link, in one or around one. */
function targetBeside(page: Page, heading: PageElement): string | null {
  const isLink = (each: PageElement) => page.target(each) !== null
  if (enclosing(heading, isLink) !== null || page.inside(heading).some(isLink)) return null
  const link = linkBeside(page, heading)
  return link === null ? null : page.target(link)
}

/** For each element the outermost place around it. */
function placesOf({ elements }: Page): readonly Place[] {
  /** For each element the number of links before it. */
  const before: number[] = []
  let links = 0
  for (const { name } of elements) {
    before.push(links)
    if (name === 'a') links++
  }
  const places: Place[] = []
  for (const element of elements) {
    const around = element.parent === null ? 'content' : (places[element.parent.at] ?? 'content')
    // What holds most links of the page is no menu, whatever it is called: `search-results`.
    const inside = (before[element.last + 1] ?? links) - (before[element.at] ?? 0)
    const isMost = inside > mostLinks * links
    const own =
      around === 'outside' ? around : isMost && placeByNames(element) !== 'content' ? 'content' : placeOf(element)
    places.push(own === 'content' ? around : own)
  }
  return places
}
