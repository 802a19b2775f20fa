/** Sanitises a feed's HTML. All foreign markup on pages passes through here. */

import { plainText } from '../../feed/html-to-text/plain-text.ts'
import { logCaught } from '../../log.ts'
import type { Body } from '../../model.ts'
import { decodeEntities } from '../../text/entities.ts'
import { voidElements } from '../../text/html-tokens.ts'
import { allowedText, attributesOf, embedAddress, ruleFor } from './allow-list.ts'
import type { Node } from './node.ts'
import { TreeBuilder } from './tree-builder.ts'

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
        if (voidElements.has(rule.name)) return builder.add(rule.name, attributes)
        const tag = builder.open(rule.name, attributes)
        onEnd(element, name, () => builder.close(tag))
      },
    })
    .onDocument({
      text(chunk) {
        raw += chunk.text
        if (!chunk.lastInTextNode) return
        // A reference may be split between two chunks.
        if (dropping === null) builder.text(allowedText(decodeEntities(raw)))
        raw = ''
      },
    })
  try {
    await rewriter.transform(new Response(html)).arrayBuffer()
  } catch (error) {
    // HTMLRewriter refuses ambiguous HTML, of which only the text is kept.
    if (!isRefusal(error)) logCaught('cleaning an article', error)
    return paragraphsOf(plainText(html, html.length))
  }
  return builder.nodes()
}

function paragraphsOf(text: string): readonly Node[] {
  const builder = new TreeBuilder()
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    builder.open('p', {})
    builder.text(allowedText(line))
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
  const paragraph = builder.open('p', {})
  const link = builder.open('a', { href: address, rel: 'nofollow noopener noreferrer' })
  builder.text(`▶ ${new URL(address).host}`)
  builder.close(link)
  builder.close(paragraph)
}
