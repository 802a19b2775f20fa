/** The blocks of a rich message as elements, as Telegram shows them; attributes are those that are named here. */
import { el } from './dom.js'
import { expandable, link } from './rich-text.js'

/** Elements of other names: core.telegram.org/bots/api#rich-html-style. All other tags keep theirs. */
const names = { ins: 'u', strike: 's', del: 's', 'tg-spoiler': 'span', aside: 'blockquote', cite: 'p' }
/** Headings of a page begin above those of its messages. */
const headings = { h1: 'h3', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6', h6: 'h6' }
const lists = new Set(['ul', 'ol', 'li'])
const empty = new Set(['br', 'hr'])

/** @param children texts, and `{ tag, attributes, children }` */
export function richBlocks(children, actions) {
  return children.map((child) =>
    typeof child === 'string' ? document.createTextNode(child) : richElement(child, actions),
  )
}

function richElement({ tag, attributes, children }, actions) {
  if (empty.has(tag)) return el(tag)
  const inside = richBlocks(lists.has(tag) ? children.filter(isShown) : children, actions)
  if (tag === 'a')
    return attributes.href === undefined ? el('span', {}, inside) : link(attributes.href, inside, actions)
  if (tag === 'blockquote' && attributes.expandable !== undefined) return expandable(inside)
  const properties = {
    open: tag === 'details' && attributes.open !== undefined,
    start: tag === 'ol' ? attributes.start : undefined,
    class: tag === 'tg-spoiler' ? 'spoiler' : undefined,
  }
  return el(headings[tag] ?? names[tag] ?? tag, properties, inside)
}

function isShown(child) {
  return typeof child !== 'string' || child.trim() !== ''
}
