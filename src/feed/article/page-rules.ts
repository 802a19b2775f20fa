/** Reads from a page's head and headers what it is, and whether its text may be kept. Pure. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { oneLine } from '../../text/one-line.ts'
import { webAddress } from '../../text/web-address.ts'
import { productToken } from '../http/robots.ts'

const { headUnits } = limits.article

/** A tag in the head. A `<` ends it, so that the search takes linear time. */
const headTag = /<(meta|base)(?=[\s/])([^<>]{0,2000})>/giu
/** A name begins at its first letter only, for the same reason. */
const attribute = /(?<![a-z:-])([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu

/** A tag's attributes, decoded, by their names in lower case. */
function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(attribute)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ''),
    ]),
  )
}

/** What a page says about itself. */
export interface PageHead {
  /** One line; may be empty. */
  readonly title: string
  /** Values of `<meta>`, by name or property in lower case; of several with one name, all. */
  readonly metas: ReadonlyMap<string, readonly string[]>
  /** What its relative addresses are relative to. */
  readonly base: string
}

/** @param url of the page, after redirects */
export function pageHead(html: string, url: string): PageHead {
  const head = html.slice(0, headUnits)
  const metas = new Map<string, readonly string[]>()
  let base: string | null = null
  for (const [, tag = '', text = ''] of head.matchAll(headTag)) {
    const attributes = attributesOf(text)
    if (tag.toLowerCase() === 'base') {
      base ??= webAddress(attributes.get('href') ?? null, url)
      continue
    }
    const name = (
      attributes.get('name') ??
      attributes.get('property') ??
      attributes.get('itemprop') ??
      ''
    ).toLowerCase()
    if (name !== '') metas.set(name, [...(metas.get(name) ?? []), attributes.get('content') ?? ''])
  }
  const [, written = ''] = /<title(?:\s[^<>]{0,300})?>([^<]{0,1000})/iu.exec(head) ?? []
  const title = metas.get('og:title')?.[0] ?? ''
  return { title: oneLine(`${decodeEntities(written)} ${title}`), metas, base: base ?? url }
}

/** A text that may not be kept, or not be shown: developers.google.com/search/docs/crawling-indexing/robots-meta-tag */
const forbidding = /^(?:noarchive|nocache|nosnippet|none|max-snippet\s*[:=]\s*0)$/iu
/** Directives with a value, which are no names of robots. */
const valued = /^(?:max-snippet|max-image-preview|max-video-preview|unavailable_after)$/iu

/**
 * Whether a page's robots directives let its text be kept.
 * @param header `X-Robots-Tag`, several joined by commas; null: none
 */
export function mayKeepText({ metas }: PageHead, header: string | null): boolean {
  const own = [...(metas.get('robots') ?? []), ...(metas.get(productToken) ?? [])]
  return ![...own.flatMap((content) => content.split(',')), ...forUs(header ?? '')].some((directive) =>
    forbidding.test(directive.trim()),
  )
}

/**
 * The directives of a header without those that begin with another robot's name. Whether a directive behind them is meant for that robot
 * too cannot be told once headers are joined, so it counts.
 */
function forUs(header: string): readonly string[] {
  return header.split(',').flatMap((part) => {
    const [, name = '', rest = ''] = /^\s*([\w-]+)\s*:(.*)$/su.exec(part) ?? []
    if (name === '' || valued.test(name)) return [part]
    return name.toLowerCase() === productToken ? [rest] : []
  })
}
