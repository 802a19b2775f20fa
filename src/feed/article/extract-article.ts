/** Finds a page's article with Readability. Its parser has no limits of its own. */
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom/worker'
import { limits } from '../../limits.ts'

const { nodes, depth, depths } = limits.article

/** The part of a node that is walked through. */
interface TreeNode {
  readonly firstChild: TreeNode | null
  readonly nextSibling: TreeNode | null
  readonly parentNode: TreeNode | null
}

/**
 * The article as HTML, which is no safer than the page. Null: the page has none, or is too complex.
 * @param markup from `pageMarkup`
 */
export function extractArticle(markup: string): string | null {
  const { document } = parseHTML(markup)
  if (isTooComplex(document.documentElement)) return null
  return new Readability(document, { disableJSONLD: true }).parse()?.content ?? null
}

/** The time that Readability takes grows with the sum of all nodes' depths, and its recursion with the depth. */
function isTooComplex(root: TreeNode): boolean {
  let level = 0
  let count = 0
  let sum = 0
  let node: TreeNode | null = root
  while (node !== null) {
    count += 1
    sum += level
    if (count > nodes || level > depth || sum > depths) return true
    if (node.firstChild !== null) {
      node = node.firstChild
      level += 1
      continue
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode
      level -= 1
    }
    if (node === null || node === root) return false
    node = node.nextSibling
  }
  return false
}
