/** Rules of RSS 2.0 (rssboard.org/rss-specification) and of the RSS profile. */
import {
  isMediaType,
  isRfc822,
  isWebAddress,
  missing,
  notAddresses,
  type Rule,
  repeated,
  several,
  unsafeHtml,
} from './forms.ts'
import { children, textIn, type XmlElement } from './xml-tree.ts'

interface Rss {
  readonly text: string
  readonly root: XmlElement
  readonly channel: XmlElement
  readonly items: readonly XmlElement[]
}

export const rssRules: readonly Rule<Rss>[] = [
  ['has version 2.0', ({ root }) => (root.name === 'rss' && root.attributes['version'] === '2.0' ? [] : [root.name])],
  ['has a title, a link and a description', ({ channel }) => missing(channel, ['title', 'link', 'description'])],
  [
    'gives each item a title or a description',
    ({ items }) => items.flatMap((item) => (missing(item, ['title']).length < 1 ? [] : missing(item, ['description']))),
  ],
  ['gives each item a guid', ({ items }) => items.flatMap((item) => missing(item, ['guid']))],
  ['has no two equal guids', ({ items }) => repeated(items.map((item) => textIn(item, 'guid')))],
  [
    'has permanent links that are addresses of their items',
    ({ items }) =>
      items.flatMap((item) =>
        children(item, 'guid').flatMap(({ text, attributes: { isPermaLink } }) =>
          isPermaLink === 'false' || (isPermaLink === 'true' && text === textIn(item, 'link')) ? [] : text,
        ),
      ),
  ],
  [
    'has single elements once',
    ({ channel, items }) => [
      ...several([channel], ['title', 'link', 'description', 'language', 'lastBuildDate', 'generator', 'image', 'ttl']),
      ...several(items, 'title link description guid pubDate comments enclosure source content:encoded'.split(' ')),
    ],
  ],
  [
    'dates by RFC 822',
    ({ channel, items }) =>
      [textIn(channel, 'lastBuildDate'), ...items.map((item) => textIn(item, 'pubDate'))].flatMap((date) =>
        date === null || isRfc822(date) ? [] : date,
      ),
  ],
  [
    'has absolute addresses',
    ({ channel, items }) =>
      notAddresses([
        textIn(channel, 'link'),
        ...items.flatMap((item) => [
          textIn(item, 'link'),
          textIn(item, 'comments'),
          ...children(item, 'enclosure').map(({ attributes: { url } }) => url ?? ''),
          ...children(item, 'source').map(({ attributes: { url } }) => url ?? ''),
        ]),
      ]),
  ],
  [
    'has its own address as an atom:link',
    ({ channel }) =>
      children(channel, 'atom:link').some(
        ({ attributes: { rel, href, type } }) => rel === 'self' && isWebAddress(href) && type === 'application/rss+xml',
      )
        ? []
        : ['atom:link'],
  ],
  [
    'describes enclosures by address, length and type',
    ({ items }) =>
      items
        .flatMap((item) => children(item, 'enclosure'))
        .flatMap(({ attributes: { url, length, type } }) =>
          isWebAddress(url) && /^\d+$/u.test(length ?? '') && isMediaType(type) ? [] : `${url} ${length} ${type}`,
        ),
  ],
  [
    'has an image with the channel’s title and link, of at most 144 by 400 pixels, in a format that RSS names',
    ({ channel }) =>
      children(channel, 'image').flatMap((image) => {
        const isSame = ['title', 'link'].every((name) => textIn(image, name) === textIn(channel, name))
        const isSmall = Number(textIn(image, 'width')) <= 144 && Number(textIn(image, 'height')) <= 400
        return isSame && isSmall && /\.(?:png|gif|jpe?g)$/u.test(textIn(image, 'url') ?? '') ? [] : ['image']
      }),
  ],
  [
    'writes & and < in plain text as hexadecimal references',
    ({ text }) =>
      (text.match(/<(title|category|dc:creator|dc:source|source|description)\b[^>]*>[^<]*/gu) ?? []).filter(
        (written) => /&(?:amp|lt|gt);/u.test(written) && !/^<description/u.test(written),
      ),
  ],
  [
    'has the description before the whole text',
    ({ items }) =>
      items.flatMap(({ children: all }) => {
        const names = all.map(({ name }) => name)
        const at = names.indexOf('content:encoded')
        return at >= 0 && (names.indexOf('description') < 0 || names.indexOf('description') > at)
          ? ['content:encoded']
          : []
      }),
  ],
  [
    'has safe HTML',
    ({ items }) =>
      items.flatMap((item) =>
        unsafeHtml(`${textIn(item, 'description') ?? ''}${textIn(item, 'content:encoded') ?? ''}`),
      ),
  ],
  [
    'names a source in one way',
    ({ items }) =>
      items.flatMap((item) =>
        children(item, 'source').length + children(item, 'dc:source').length > 1 ? ['source'] : [],
      ),
  ],
]
