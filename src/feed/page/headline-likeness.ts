/** How much a link's text reads like a headline, and which parts of a page hold none. */
import type { PageElement } from './page-elements.ts'

/** Scripts that do not separate words by spaces; two of their letters count as a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const version = /^\D{0,30}\d+(?:\.\d+)+\b/u

/** From 0, a label, to 1, a headline of six words. */
export function headlineLikeness(text: string): number {
  if (!/\p{L}/u.test(text)) return version.test(text) ? 0.4 : 0
  const letters = text.match(unspaced)?.length ?? 0
  const words = text.replace(unspaced, ' ').match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0
  const all = words + letters / 2
  if (version.test(text)) return Math.max(0.4, Math.min(1, all / 6))
  // Names of sections, people and tags.
  if (all < 2.5) return 0.05
  // Dates and counts.
  const numbers = text.match(/\d[^\s]*/gu)?.length ?? 0
  return Math.min(1, all / 6) * Math.max(0, 1 - (1.5 * numbers) / all)
}

const outerNames = new Set(['nav', 'footer', 'dialog', 'button', 'menu'])
const outerRoles = new Set(['navigation', 'contentinfo', 'dialog', 'search', 'menu', 'menubar', 'alert', 'tablist'])
const outerWords =
  /^(?:nav|navi|navbar|navigation|menu|submenu|footer|foot|breadcrumbs?|crumbs?|pagination|paging|pager|share|sharing|social|cookies?|consent|gdpr|login|signin|search|languages?|lang|tags?|tagcloud|skip|copyright|sitemap|toolbar|topbar|comments?)$/iu
const asideWords =
  /^(?:sidebar|aside|related|recommended|popular|trending|widget|widgets|promo|ads?|banner|sponsors?|partners?)$/iu

/** Where something stands: outside the page's content, beside it, or in it. */
export type Place = 'outside' | 'beside' | 'content'

/** What an element says about the place of what is in it. */
export function placeOf(element: PageElement): Place {
  const { name } = element
  if (outerNames.has(name) || outerRoles.has(element.attribute('role') ?? '')) return 'outside'
  return name === 'aside' ? 'beside' : placeByNames(element)
}

/** What the classes and the id of an element say. They may speak of the whole page's layout. */
export function placeByNames(element: PageElement): Place {
  const { name } = element
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article' || name === 'a') return 'content'
  const id = element.attribute('id')
  const words = [...element.classes, ...(id === null ? [] : [id])]
  let place: 'beside' | 'content' = 'content'
  for (const each of words) {
    // `footer`, `site-footer` and `footer_links`, but not `has-sidebar` or `content-with-menu`.
    const parts = each.split(/[-_]+/u)
    if (parts.length > 3 || /^(?:has|with|no|is|content|main|post|entry)$/iu.test(parts[0] ?? '')) continue
    if (parts.some((part) => outerWords.test(part))) return 'outside'
    if (parts.some((part) => asideWords.test(part))) place = 'beside'
  }
  return place
}
