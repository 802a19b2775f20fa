/** Finds the first picture in HTML, without icons, avatars and tracking pixels. */
import { limits } from '../../limits.ts'
import { attributeOf, tagsOf } from '../../text/html-tags.ts'
import type { SourceText } from '../source-text.ts'

const { imageTags, imagePixels, imageWidthPixels, srcsetUnits } = limits.html

/** Hosts, folders and files of icons, avatars and placeholders, and of the buttons and counters of FeedBurner and WordPress.com. */
const decorationAddress =
  /(?:^|[/.])(?:avatars?|gravatar|emojis?|emoticons?|smil(?:ies|eys?)|favicons?)(?=[/.]|$)|\/(?:spacer|blank|pixel|transparent|placeholder|1x1)\.\w{3,4}$|\/~(?:ff|a|4)\/|^feeds\.wordpress\.com\/1\.0\//iu
const decorationClass =
  /(?:^|[^a-z])(?:avatars?|gravatar|emojis?|emoticons?|smil(?:ies|eys?)|icons?|logos?|badges?|buttons?|btn|share|social|tracker|pixel)(?=[^a-z]|$)/iu

/** Attributes with addresses, the best first; pages that load pictures lazily have a placeholder in `src`. */
const addressAttributes: Readonly<Record<string, readonly string[]>> = {
  img: [
    ...[
      'data-src',
      'data-original',
      'data-lazy-src',
      'data-lazyload',
      'data-actualsrc',
      'data-original-src',
      'data-url',
    ],
    ...['data-srcset', 'src', 'srcset'],
  ],
  source: ['srcset', 'data-srcset'],
  video: ['poster'],
}
const pictureElements = Object.keys(addressAttributes)
const sides = ['width', 'height'].map((name) => ({
  name,
  styled: new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*(\\d+)(?:\\.\\d+)?px`, 'iu'),
}))

/** The address of the first picture in HTML, as written; null if there is none. */
export function leadImage({ raw, decode }: SourceText): string | null {
  if (!raw.includes('<')) return null
  let count = 0
  for (const tag of tagsOf(raw, pictureElements)) {
    if (tag.isClosing) continue
    if (++count > imageTags) return null
    const address = pictureOf(tag.name, (name) => attributeOf(tag, name, decode))
    if (address !== null) return address
  }
  return null
}

/** Whether an address may be a picture's: not an icon's, an avatar's or a tracking pixel's. */
export function isPictureAddress(address: string): boolean {
  if (/^(?:data|blob|about|javascript):/iu.test(address)) return false
  const path = address.replace(/^[a-z]+:\/\//iu, '').replace(/[?#].*$/su, '')
  return !decorationAddress.test(path) && !/\.(?:svg|ico|mp4|webm|mp3)$/iu.test(path)
}

/** @param value an attribute's value */
function pictureOf(element: string, value: (name: string) => string): string | null {
  if (isTiny(value) || decorationClass.test(value('class')) || /^(?:icon|emoji|avatar|logo)$/iu.test(value('alt')))
    return null
  if (element === 'source' && !/^(?:image\/|$)/iu.test(value('type'))) return null
  for (const name of addressAttributes[element] ?? []) {
    const address = name.endsWith('srcset') ? bestOfSrcset(value(name)) : value(name)
    if (address !== '' && isPictureAddress(address)) return address
  }
  return null
}

function isTiny(value: (name: string) => string): boolean {
  const style = value('style')
  return sides.some(({ name, styled }) => {
    const stated = /^\s*(\d+)(?:px)?\s*$/iu.exec(value(name))?.[1]
    return [styled.exec(style)?.[1], stated].some((pixels) => pixels !== undefined && Number(pixels) < imagePixels)
  })
}

/** The narrowest picture of a `srcset` that is wide enough, or else the widest (HTML standard, srcset attribute). */
function bestOfSrcset(set: string): string {
  let best = ''
  let bestWidth = 0
  for (const [, address = '', size = '', unit = ''] of set
    .slice(0, srcsetUnits)
    .matchAll(/(\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/giu)) {
    const width = unit.toLowerCase() === 'w' ? Number(size) : Number(size || 1) * 640
    const isBetter = bestWidth < imageWidthPixels ? width > bestWidth : width >= imageWidthPixels && width < bestWidth
    if (best === '' || isBetter) {
      best = address
      bestWidth = width
    }
  }
  return best
}
