/** Parses a reading page again as browsers do, and compares it with the nodes that it was rendered from. */
import { type DefaultTreeAdapterTypes as Parse5, parse } from 'parse5'
import { ArticleText } from '../../../src/web/pages/article-text.tsx'
import type { Node } from '../../../src/web/reading/node.ts'

/** An element with its attributes in order, or a text. */
export type Tree = string | { readonly name: string; readonly attributes: string; readonly children: readonly Tree[] }

const BEHIND = 'behind the article'

/** What a browser finds in the page's article. Throws if something has left it. */
export function parsedTrees(nodes: readonly Node[]): readonly Tree[] {
  const html = ArticleText({ nodes })?.toString() ?? ''
  const page = `<!doctype html><html><body><main><article><div class="prose">${html}</div></article><nav>${BEHIND}</nav></main></body></html>`
  const main = descendants(parse(page)).find(({ nodeName }) => nodeName === 'main')
  const [article, nav, ...others] = children(main)
  const [prose, ...loose] = children(article)
  if (nav?.nodeName !== 'nav' || children(nav).length !== 1 || others.length + loose.length > 0)
    throw new Error(`content has left the article: ${html}`)
  return children(prose).flatMap((node) => unscrolled(node, html))
}

/** The same of nodes. */
export function treesOf(nodes: readonly Node[]): readonly Tree[] {
  const trees = nodes.map(
    (node): Tree =>
      node.kind === 'text'
        ? node.text
        : {
            name: node.name,
            attributes: attributesIn(Object.entries(node.attributes)),
            children: treesOf(node.children),
          },
  )
  return merged(trees)
}

export function textIn(trees: readonly Tree[]): string {
  return trees.map((tree) => (typeof tree === 'string' ? tree : textIn(tree.children))).join('')
}

/** Only outermost tables scroll; their boxes are not in the nodes. */
function unscrolled(node: Parse5.Node, html: string): readonly Tree[] {
  if ('value' in node) return [node.value]
  if (!('attrs' in node)) throw new Error(`${node.nodeName} in ${html}`)
  const inner = children(node)
  if (node.attrs.some(({ name, value }) => name === 'class' && value === 'scroll')) {
    const [table, ...others] = inner
    if (table?.nodeName !== 'table' || others.length > 0) throw new Error(`a box without a table: ${html}`)
    if (descendants(table).some((each) => 'attrs' in each && each.attrs.some(({ name }) => name === 'class')))
      throw new Error(`a box in a table: ${html}`)
    return unscrolled(table, html)
  }
  const attributes = attributesIn(node.attrs.map(({ name, value }) => [name, value]))
  return [{ name: node.tagName, attributes, children: merged(inner.flatMap((child) => unscrolled(child, html))) }]
}

/** The page adds names to links without text, and lets the keyboard scroll code. */
function attributesIn(entries: readonly (readonly [string, string])[]): string {
  return entries
    .filter(([name]) => name !== 'aria-label' && name !== 'tabindex')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

function merged(trees: readonly Tree[]): readonly Tree[] {
  const all: Tree[] = []
  for (const tree of trees) {
    const last = all.at(-1)
    if (typeof tree === 'string' && typeof last === 'string') all[all.length - 1] = last + tree
    else if (tree !== '') all.push(tree)
  }
  return all
}

function children(node: Parse5.Node | undefined): readonly Parse5.Node[] {
  return node !== undefined && 'childNodes' in node ? node.childNodes : []
}

function descendants(node: Parse5.Node): readonly Parse5.Node[] {
  return children(node).flatMap((child) => [child, ...descendants(child)])
}
