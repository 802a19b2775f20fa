/** Finds the picture that leads a text, past the icons, avatars and counters around it. */
import { decodeEntities } from '../../text/entities.ts'
import { tagEnds } from '../xml/markup.ts'

/** So many tags are looked at. */
const tagsMost = 40
/** Smaller than this in either direction, as the page says, is no picture. Pixels */
const pixelsAtLeast = 64

const opening = /<(img|source|video)(?=[\s/])/giu

/** Hosts, folders and files of what is no picture of the story. */
const noPictureAddress =
  /(?:^|[/.])(?:avatars?|gravatar|emojis?|emoticons?|smil(?:ies|eys?)|favicons?)(?=[/.]|$)|\/(?:spacer|blank|pixel|transparent|placeholder|1x1)\.\w{3,4}$/iu
/** Names in the classes of such. */
const noPictureClass =
  /(?:^|[^a-z])(?:avatars?|gravatar|emojis?|emoticons?|smil(?:ies|eys?)|icons?|logos?|badges?|buttons?|btn|share|social|tracker|pixel)(?=[^a-z]|$)/iu

/** Where pages that load late keep the address, the likelier first. */
const lateNames = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazyload',
  'data-actualsrc',
  'data-original-src',
  'data-url',
]

/** The address, as written, of the first picture in HTML that is one; null without one. */
export function leadImage(html: string): string | null {
  if (!html.includes('<')) return null
  const tagEnd = tagEnds(html)
  const tags = new RegExp(opening)
  for (let count = 0; count < tagsMost; count++) {
    const found = tags.exec(html)
    if (found === null) return null
    const nameEnd = found.index + found[0].length
    const end = tagEnd(nameEnd)
    if (end < 0) return null
    tags.lastIndex = end
    const address = pictureOf(found[1]?.toLowerCase() ?? '', attributesOf(html.slice(nameEnd, end)))
    if (address !== null) return address
  }
  return null
}

/** Whether an address looks like that of a picture rather than of an icon, an avatar, or a counter. */
export function isPictureAddress(address: string): boolean {
  if (/^(?:data|blob|about|javascript):/iu.test(address)) return false
  const path = address.replace(/^[a-z]+:\/\//iu, '').replace(/[?#].*$/su, '')
  return !noPictureAddress.test(path) && !/\.(?:svg|ico|mp4|webm|mp3)$/iu.test(path)
}

function pictureOf(name: string, attributes: ReadonlyMap<string, string>): string | null {
  const value = (key: string) => attributes.get(key) ?? ''
  if (isTiny(attributes) || noPictureClass.test(value('class')) || /^(?:icon|emoji|avatar|logo)$/iu.test(value('alt')))
    return null
  const candidates =
    name === 'video'
      ? [value('poster')]
      : name === 'source'
        ? isImageType(value('type'))
          ? [fromSet(value('srcset')), fromSet(value('data-srcset'))]
          : []
        : [...lateNames.map(value), fromSet(value('data-srcset')), value('src'), fromSet(value('srcset'))]
  return candidates.find((address) => address !== '' && isPictureAddress(address)) ?? null
}

function isImageType(type: string): boolean {
  return type === '' || /^image\//iu.test(type)
}

function isTiny(attributes: ReadonlyMap<string, string>): boolean {
  const style = attributes.get('style') ?? ''
  return ['width', 'height'].some((side) => {
    const styled = new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*(\\d+)(?:\\.\\d+)?px`, 'iu').exec(style)?.[1]
    const said = /^\s*(\d+)(?:px)?\s*$/iu.exec(attributes.get(side) ?? '')?.[1]
    return [styled, said].some((pixels) => pixels !== undefined && Number(pixels) < pixelsAtLeast)
  })
}

/** Wide enough for a picture in a message, and no wider where there is a choice. Pixels */
const widthWanted = 1280

/** The best of a `srcset`: the narrowest that is wide enough, or else the widest (HTML standard, srcset attribute). */
function fromSet(set: string): string {
  let best = ''
  let bestWidth = 0
  for (const [, address = '', size = '', unit = ''] of set
    .slice(0, 8192)
    .matchAll(/(\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/giu)) {
    const width = unit.toLowerCase() === 'w' ? Number(size) : Number(size || 1) * 640
    const isBetter = bestWidth < widthWanted ? width > bestWidth : width >= widthWanted && width < bestWidth
    if (best === '' || isBetter) {
      best = address
      bestWidth = width
    }
  }
  return best
}

const attribute = /([^\s"'<>/=]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gu
const attributesUnits = 8192

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of tag.slice(0, attributesUnits).matchAll(attribute)) {
    const key = name.toLowerCase()
    if (!found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? '').trim())
  }
  return found
}
