/** Sets nodes as markup: each name and attribute is one that `allowed.ts` lets through, each text is escaped. */
import { type Child, jsx } from 'hono/jsx'
import type { Node } from '../reading/node.ts'

export function Prose({ nodes }: { readonly nodes: readonly Node[] }) {
  return <>{nodes.map(set)}</>
}

function set(node: Node): Child {
  if (node.kind === 'text') return node.text
  const element = jsx(node.name, { ...node.attributes }, ...node.children.map((child) => <>{set(child)}</>))
  if (node.name !== 'table') return element
  // It may be wider than a phone: then it is moved sideways, by keys as well.
  return (
    <div class="scroll" tabindex={0}>
      {element}
    </div>
  )
}
