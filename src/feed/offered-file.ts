/** Chooses the file that an item offers: an episode, a film or a document. */
import type { Enclosure } from '../model.ts'

const pictureType = /^image\b/iu
const pictureName = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico)$/iu
/** Pages, feeds, and players of the past. */
const pageType = /^(?:text\/html|application\/(?:xhtml\+xml|rss\+xml|atom\+xml|x-shockwave-flash))\b/iu
/** Types that say nothing: the name counts. */
const vagueType = /^(?:application|binary)\/octet-stream\b|^\*|^unknown/iu

/** The first that is neither a picture nor a page; null: none. @param image the item's picture */
export function offeredFile(enclosures: readonly Enclosure[], image: string | null): Enclosure | null {
  return enclosures.find((each) => each.url !== image && !isPicture(each) && !pageType.test(each.type ?? '')) ?? null
}

function isPicture({ url, type }: Enclosure): boolean {
  if (type !== null && !vagueType.test(type)) return pictureType.test(type)
  return pictureName.test(URL.parse(url)?.pathname ?? '')
}
