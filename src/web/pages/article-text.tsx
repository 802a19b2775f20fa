/** Renders sanitised nodes. Names and attributes are on the allow-list; text is escaped. */
import { type Child, jsx } from 'hono/jsx'
import type { Node } from '../reading/node.ts'

export function ArticleText({ nodes }: { readonly nodes: readonly Node[] }) {
  return <>{nodes.map(render)}</>
}

function render(node: Node): Child {
  if (node.kind === 'text') return node.text
  const element = jsx(node.name, { ...node.attributes }, ...node.children.map((child) => <>{render(child)}</>))
  if (node.name !== 'table') return element
  // A wide table scrolls, also by keyboard.
  return (
    <div class="scroll" tabindex={0}>
      {element}
    </div>
  )
}
