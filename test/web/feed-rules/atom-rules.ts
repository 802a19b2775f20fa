/** Rules of Atom 1.0 (RFC 4287). */
import {
  isMediaType,
  isRfc3339,
  isWebAddress,
  missing,
  namespaces,
  type Rule,
  repeated,
  several,
  unsafeHtml,
} from './forms.ts'
import { children, everyElement, textIn, type XmlElement } from './xml-tree.ts'

interface Atom {
  readonly root: XmlElement
  readonly entries: readonly XmlElement[]
}

const links = (element: XmlElement, rel: string) =>
  children(element, 'link').filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === rel)

export const atomRules: readonly Rule<Atom>[] = [
  [
    'is a feed in Atom’s namespace, without a prefix',
    ({ root }) => (root.name === 'feed' && root.attributes['xmlns'] === namespaces['atom'] ? [] : [root.name]),
  ],
  [
    'has an id, a title and a time, and so has each entry',
    ({ root, entries }) => [root, ...entries].flatMap((each) => missing(each, ['id', 'title', 'updated'])),
  ],
  ['has no two equal ids', ({ entries }) => repeated(entries.map((each) => textIn(each, 'id')))],
  ['has no two equal times', ({ entries }) => repeated(entries.map((each) => textIn(each, 'updated')))],
  [
    'has single elements once',
    ({ root, entries }) => [
      ...several([root], ['id', 'title', 'subtitle', 'updated', 'generator', 'icon', 'logo']),
      ...several(entries, ['id', 'title', 'updated', 'published', 'summary', 'content', 'source']),
    ],
  ],
  [
    'dates by RFC 3339',
    ({ root }) =>
      everyElement(root).flatMap(({ name, text }) =>
        (name === 'updated' || name === 'published') && !isRfc3339(text) ? text : [],
      ),
  ],
  [
    'has an author with a name',
    ({ root, entries }) =>
      [root, ...entries].flatMap((each) => children(each, 'author').flatMap((author) => missing(author, ['name']))),
  ],
  [
    'has ids that are addresses in their canonical form',
    ({ root, entries }) =>
      [root, ...entries].flatMap((each) => {
        const id = textIn(each, 'id') ?? ''
        return isWebAddress(id) && URL.parse(id)?.href.replace(/\/$/u, '') === id.replace(/\/$/u, '') ? [] : id
      }),
  ],
  [
    'has its own address as a link',
    ({ root }) => (links(root, 'self').some(({ attributes: { href } }) => isWebAddress(href)) ? [] : ['self']),
  ],
  [
    'gives each entry content or one link to its page',
    ({ root, entries }) =>
      [root, ...entries].flatMap((each) =>
        links(each, 'alternate').length === 1 || children(each, 'content').length > 0 ? [] : (textIn(each, 'id') ?? ''),
      ),
  ],
  [
    'has links that are addresses, with media types and lengths in their form',
    ({ root }) =>
      everyElement(root)
        .filter(({ name }) => name === 'link')
        .flatMap(({ attributes: { href, type, length } }) =>
          isWebAddress(href) && (type === undefined || isMediaType(type)) && /^\d*$/u.test(length ?? '')
            ? []
            : `${href} ${type} ${length}`,
        ),
  ],
  [
    'has no HTML in texts that are plain',
    ({ root }) =>
      everyElement(root)
        .filter(({ name, attributes: { type } }) => name === 'content' && type !== 'html')
        .map(({ name }) => name),
  ],
  [
    'has safe HTML, and content that is not empty',
    ({ entries }) =>
      entries.flatMap((each) =>
        children(each, 'content').flatMap(({ text }) => (text.trim() === '' ? ['empty'] : unsafeHtml(text))),
      ),
  ],
  [
    'identifies a source by id, title and time where its address is known',
    ({ entries }) =>
      entries
        .flatMap((each) => children(each, 'source'))
        .flatMap((source) =>
          missing(source, links(source, 'self').length > 0 ? ['id', 'title', 'updated'] : ['title']),
        ),
  ],
]
