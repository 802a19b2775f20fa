/** Sets nodes as markup: each name and attribute is one that `allowed.ts` lets through, each text is escaped. */
import { jsx } from 'hono/jsx'
import type { Node } from '../reading/node.ts'

export function Prose({ nodes }: { readonly nodes: readonly Node[] }) {
  return <>{nodes.map((node) => set(node))}</>
}

function set(node: Node): ReturnType<typeof jsx> | string {
  if (node.kind === 'text') return node.text
  return jsx(node.name, { ...node.attributes }, ...node.children.map(set))
}
