/** Sanitised HTML as a tree of harmless nodes, from which a page renders its own markup. */

export type Node = TextNode | ElementNode

export interface TextNode {
  readonly kind: 'text'
  /** Decoded; escaped when rendered. */
  readonly text: string
}

export interface ElementNode {
  readonly kind: 'element'
  /** A name on the allow-list. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}

/** The text of a node and its descendants. */
export function textOf(node: Node): string {
  return node.kind === 'text' ? node.text : node.children.map(textOf).join('')
}

/** Whether it contains text, a picture or a rule. */
export function isVisible(node: Node): boolean {
  if (node.kind === 'text') return /\S/u.test(node.text)
  return node.name === 'img' || node.name === 'hr' || node.children.some(isVisible)
}
