/** Sanitises a feed's HTML. All foreign markup on pages passes through here. */

import { plainText } from '../../feed/html-to-text/plain-text.ts'
import { limits } from '../../limits.ts'
import { logCaught } from '../../log.ts'
import type { Body } from '../../model.ts'
import { decodeEntities } from '../../text/entities.ts'
import { voidElements } from '../../text/html-tokens.ts'
import { attributesOf, embedAddress, ruleFor } from './allow-list.ts'
import type { ElementNode, Node } from './node.ts'

/** Opening the first closes an open one of the second. */
const closedBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['li', ['li']],
  ['dt', ['dt', 'dd']],
  ['dd', ['dt', 'dd']],
  ['tr', ['tr']],
  ['td', ['td', 'th']],
  ['th', ['td', 'th']],
])
/** Elements inside these do not close elements outside. */
const boundaries = new Set(['ul', 'ol', 'dl', 'table', 'blockquote'])

/** An element that is not closed yet. */
interface OpenElement {
  readonly name: string
  readonly children: Node[]
}

/** Builds a well-formed tree from tags and texts in order, however malformed the source is. */
class TreeBuilder {
  readonly #root: Node[] = []
  readonly #open: OpenElement[] = []
  #count = 0

  get #siblings(): Node[] {
    return this.#open.at(-1)?.children ?? this.#root
  }

  text(text: string): void {
    if (text !== '') this.#siblings.push({ kind: 'text', text })
  }

  /** @returns the element to close; null: a limit is reached, and its content is added without it */
  open(name: string, attributes: ElementNode['attributes'], isBlock: boolean): OpenElement | null {
    if (isBlock) this.#closeInnermost(['p'])
    if (name === 'a') this.#closeInnermost(['a'])
    this.#closeInnermost(closedBy.get(name) ?? [])
    if (this.#open.length >= limits.web.elementDepth || ++this.#count > limits.web.elements) return null
    const children: Node[] = []
    this.#siblings.push({ kind: 'element', name, attributes, children })
    const open = { name, children }
    if (!voidElements.has(name)) this.#open.push(open)
    return open
  }

  /** Closes an element and the open ones in it. */
  close(open: OpenElement): void {
    const at = this.#open.lastIndexOf(open)
    if (at >= 0) this.#open.length = at
  }

  nodes(): readonly Node[] {
    return this.#root
  }

  /** Closes the innermost open element of these names, up to a boundary. */
  #closeInnermost(names: readonly string[]): void {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const open = this.#open[at]
      if (open === undefined || boundaries.has(open.name)) return
      if (names.includes(open.name)) {
        this.#open.length = at
        return
      }
    }
  }
}

/**
 * HTMLRewriter finds tags and texts as browsers do (developers.cloudflare.com/workers/runtime-apis/html-rewriter), and new
 * nodes are built from them. No source markup reaches a page, so differences between parsers do not matter.
 */
export async function sanitise({ html, base }: Body): Promise<readonly Node[]> {
  const builder = new TreeBuilder()
  /** The element whose content is dropped. */
  let dropping: object | null = null
  let raw = ''
  const rewriter = new HTMLRewriter()
    .on('*', {
      element(element) {
        const name = element.tagName.toLowerCase()
        if (dropping !== null) return
        const address = embedAddress(name, (attribute) => element.getAttribute(attribute), base)
        if (address !== null) addLink(builder, address)
        const rule = ruleFor(name)
        if (rule.kind === 'dropped') {
          const isClosed = onEnd(element, name, () => {
            if (dropping === element) dropping = null
          })
          if (isClosed) dropping = element
          return
        }
        if (rule.kind === 'unwrapped') return
        const attributes = attributesOf(rule.name, (attribute) => element.getAttribute(attribute), base)
        if (attributes === null) return
        const open = builder.open(rule.name, attributes, rule.kind === 'block')
        if (open !== null) onEnd(element, name, () => builder.close(open))
      },
    })
    .onDocument({
      text(chunk) {
        raw += chunk.text
        if (!chunk.lastInTextNode) return
        // A reference may be split between two chunks.
        if (dropping === null) builder.text(decodeEntities(raw))
        raw = ''
      },
    })
  try {
    await rewriter.transform(new Response(html)).arrayBuffer()
  } catch (error) {
    // HTMLRewriter refuses ambiguous HTML, of which only the text is kept.
    if (!isRefusal(error)) logCaught('cleaning an article', error)
    return plainText(html, html.length)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text) => ({ kind: 'element', name: 'p', attributes: {}, children: [{ kind: 'text', text }] }))
  }
  return builder.nodes()
}

/** HTMLRewriter's error, as observed in workerd. */
function isRefusal(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith('Parser error: ')
}

/** @returns false for an element without an end tag */
function onEnd(element: Element, name: string, act: () => void): boolean {
  if (voidElements.has(name)) return false
  try {
    element.onEndTag(act)
    return true
  } catch {
    // `<svg/>` has no end tag.
    return false
  }
}

/** Replaces embedded media. */
function addLink(builder: TreeBuilder, address: string): void {
  const paragraph = builder.open('p', {}, true)
  const link = builder.open('a', { href: address, rel: 'nofollow noopener noreferrer' }, false)
  builder.text(`▶ ${new URL(address).host}`)
  if (link !== null) builder.close(link)
  if (paragraph !== null) builder.close(paragraph)
}
