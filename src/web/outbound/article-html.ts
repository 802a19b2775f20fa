/** A sanitised article as the HTML of an outbound feed. Pure. */
import { escapeHtml } from '../../text/escape-html.ts'
import { voidElements } from '../../text/html-tokens.ts'
import type { Node } from '../reading/node.ts'

/** For browsers on a page; readers have rules of their own. */
const pageOnly = new Set(['loading', 'decoding', 'referrerpolicy'])

/** @param dir direction of most of its letters */
export function articleHtml(nodes: readonly Node[], dir: 'ltr' | 'rtl'): string {
  const html = nodes.map(htmlOf).join('')
  return dir === 'rtl' ? `<div dir="rtl">${html}</div>` : html
}

/** Names and attributes are on the allow-list; text is escaped. */
function htmlOf(node: Node): string {
  if (node.kind === 'text') return escapeHtml(node.text)
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => (pageOnly.has(name) ? '' : ` ${name}="${escapeHtml(value)}"`))
    .join('')
  const start = `<${node.name}${attributes}>`
  return voidElements.has(node.name) ? start : `${start}${node.children.map(htmlOf).join('')}</${node.name}>`
}
