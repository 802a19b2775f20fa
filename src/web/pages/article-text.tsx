/** Renders sanitised nodes. Names and attributes are on the allow-list; text is escaped. */
import { type Child, jsx } from 'hono/jsx'
import { type ElementNode, type Node, textOf } from '../reading/node.ts'

export function ArticleText({ nodes }: { readonly nodes: readonly Node[] }) {
  return <>{nodes.map((node) => render(node, false))}</>
}

function render(node: Node, isInTable: boolean): Child {
  if (node.kind === 'text') return node.text
  const isTable = node.name === 'table'
  const children = node.children.map((child) => <>{render(child, isInTable || isTable)}</>)
  const element = jsx(node.name, { ...node.attributes, ...labelOf(node), ...scrollingOf(node) }, ...children)
  if (!isTable || isInTable) return element
  // A wide table scrolls, also by keyboard.
  return (
    <div class="scroll" tabindex={0}>
      {element}
    </div>
  )
}

/** Long lines of code scroll, too. */
function scrollingOf({ name }: ElementNode): Readonly<Record<string, number>> {
  return name === 'pre' ? { tabindex: 0 } : {}
}

/** The name of a link that has only pictures without a description. */
function labelOf(node: ElementNode): Readonly<Record<string, string>> {
  const { href } = node.attributes
  if (node.name !== 'a' || href === undefined || /\S/u.test(textOf(node)) || isDescribed(node)) return {}
  const { host, pathname } = new URL(href)
  return { 'aria-label': host || pathname }
}

function isDescribed(node: Node): boolean {
  return node.kind === 'element' && (/\S/u.test(node.attributes['alt'] ?? '') || node.children.some(isDescribed))
}
