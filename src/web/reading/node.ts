/** A text as it may stand on a page of ours: nothing in it can do anything, and the page sets it by itself. */

export type Node = TextNode | ElementNode

export interface TextNode {
  readonly kind: 'text'
  /** Decoded; escaped again when it is set. */
  readonly text: string
}

export interface ElementNode {
  readonly kind: 'element'
  /** One of those that `allowed.ts` names. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}

/** The words of a node and all that is in it. */
export function wordsIn(node: Node): string {
  return node.kind === 'text' ? node.text : node.children.map(wordsIn).join('')
}

/** Whether there is something to see: words, a picture, a line. */
export function isVisible(node: Node): boolean {
  if (node.kind === 'text') return /\S/u.test(node.text)
  return node.name === 'img' || node.name === 'hr' || node.children.some(isVisible)
}
