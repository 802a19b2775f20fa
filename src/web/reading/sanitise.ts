/** Reads a feed's HTML into nodes that can do nothing: the one door that foreign markup comes in by. */

import { plainText } from '../../feed/html-to-text/plain-text.ts'
import { logCaught } from '../../log.ts'
import type { Body } from '../../model.ts'
import { decodeEntities } from '../../text/entities.ts'
import { voidElements } from '../../text/html-tokens.ts'
import { attributesOf, elsewhereOf, fateOf } from './allowed.ts'
import type { ElementNode, Node } from './node.ts'

/** What is deeper, or comes after so many, is set without its elements. */
const depthMost = 40
const nodesMost = 5000
/** An opening one of these ends what of the second stands open. */
const endedBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['li', ['li']],
  ['dt', ['dt', 'dd']],
  ['dd', ['dt', 'dd']],
  ['tr', ['tr']],
  ['td', ['td', 'th']],
  ['th', ['td', 'th']],
])
/** Behind these nothing is ended from inside. */
const walls = new Set(['ul', 'ol', 'dl', 'table', 'blockquote'])

/** An element that is being read. */
interface Open {
  readonly name: string
  readonly children: Node[]
}

/** Builds nodes from tags and texts in their order, each element closed in its parent, whatever the source does. */
class Builder {
  readonly #root: Node[] = []
  readonly #open: Open[] = []
  #count = 0

  get #here(): Node[] {
    return this.#open.at(-1)?.children ?? this.#root
  }

  text(text: string): void {
    if (text !== '') this.#here.push({ kind: 'text', text })
  }

  /** @returns what to end it by; null: it is full, and only what is in it goes on */
  open(name: string, attributes: ElementNode['attributes'], isBlock: boolean): Open | null {
    if (isBlock) this.#endParagraph()
    if (name === 'a') this.#end(['a'])
    this.#end(endedBy.get(name) ?? [])
    if (this.#open.length >= depthMost || ++this.#count > nodesMost) return null
    const children: Node[] = []
    this.#here.push({ kind: 'element', name, attributes, children })
    const open = { name, children }
    if (!voidElements.has(name)) this.#open.push(open)
    return open
  }

  /** Ends an element, and what in it was never ended. */
  close(open: Open): void {
    const at = this.#open.lastIndexOf(open)
    if (at >= 0) this.#open.length = at
  }

  nodes(): readonly Node[] {
    return this.#root
  }

  #endParagraph(): void {
    this.#end(['p'])
  }

  /** Ends the innermost of these that is open, if no wall stands before it. */
  #end(names: readonly string[]): void {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const open = this.#open[at]
      if (open === undefined || walls.has(open.name)) return
      if (names.includes(open.name)) {
        this.#open.length = at
        return
      }
    }
  }
}

/**
 * HTMLRewriter finds tags and texts as browsers do (developers.cloudflare.com/workers/runtime-apis/html-rewriter); of these,
 * new nodes are made. No piece of the source reaches a page as markup, so that it does not matter how a browser would have
 * read it.
 */
export async function sanitise({ html, base }: Body): Promise<readonly Node[]> {
  const builder = new Builder()
  /** The element whose inside is left out. */
  let dropping: object | null = null
  let raw = ''
  const rewriter = new HTMLRewriter()
    .on('*', {
      element(element) {
        const name = element.tagName.toLowerCase()
        if (dropping !== null) return
        const address = elsewhereOf(name, (attribute) => element.getAttribute(attribute), base)
        if (address !== null) linkTo(builder, address)
        const fate = fateOf(name)
        if (fate.kind === 'dropped') {
          const mark = {}
          const ends = atEnd(element, name, () => {
            if (dropping === mark) dropping = null
          })
          if (ends) dropping = mark
          return
        }
        if (fate.kind === 'unwrapped') return
        const attributes = attributesOf(fate.name, (attribute) => element.getAttribute(attribute), base)
        if (attributes === null) return
        const open = builder.open(fate.name, attributes, fate.kind === 'block')
        if (open !== null) atEnd(element, name, () => builder.close(open))
      },
    })
    .onDocument({
      text(chunk) {
        raw += chunk.text
        if (!chunk.lastInTextNode) return
        // A reference may be split between two chunks, so it is decoded when all of it is here.
        if (dropping === null) builder.text(decodeEntities(raw))
        raw = ''
      },
    })
  try {
    await rewriter.transform(new Response(html)).arrayBuffer()
  } catch (error) {
    // It refuses what browsers read in several ways. What is left of that are its words.
    if (!isRefusal(error)) logCaught('cleaning an article', error)
    return plainText(html, html.length)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text) => ({ kind: 'element', name: 'p', attributes: {}, children: [{ kind: 'text', text }] }))
  }
  return builder.nodes()
}

/** HTMLRewriter's own, as tried in workerd. */
function isRefusal(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith('Parser error: ')
}

/** @returns false for what has no end */
function atEnd(element: Element, name: string, act: () => void): boolean {
  if (voidElements.has(name)) return false
  try {
    element.onEndTag(act)
    return true
  } catch {
    // `<svg/>` has none.
    return false
  }
}

/** In the place of a film, a sound or a frame. */
function linkTo(builder: Builder, address: string): void {
  const paragraph = builder.open('p', {}, true)
  const link = builder.open('a', { href: address, rel: 'nofollow noopener noreferrer' }, false)
  builder.text(`▶ ${new URL(address).host}`)
  if (link !== null) builder.close(link)
  if (paragraph !== null) builder.close(paragraph)
}
