/** What elements may contain: the content models of the HTML standard (html.spec.whatwg.org/multipage/indices.html), for the allowed elements. */

interface ContentModel {
  /** A category of content; null: only `children`. */
  readonly content: 'flow' | 'phrasing' | null
  /** Elements that are allowed in it, and nowhere else. */
  readonly children: readonly string[]
  /** The child that is created for other content. */
  readonly implied: string | null
  /** Elements that may not be anywhere inside. */
  readonly banned: readonly string[]
}

const phrasing: ContentModel = { content: 'phrasing', children: [], implied: null, banned: [] }
const flow: ContentModel = { ...phrasing, content: 'flow' }
const only = (children: string, implied: string): ContentModel => ({
  content: null,
  children: children.split(' '),
  implied,
  banned: [],
})
const headings = ['h2', 'h3', 'h4']

const models: ReadonlyMap<string, ContentModel> = new Map(
  Object.entries({
    div: flow,
    blockquote: flow,
    li: flow,
    dt: { ...flow, banned: headings },
    dd: flow,
    figure: { ...flow, children: ['figcaption'] },
    figcaption: flow,
    caption: { ...flow, banned: ['table'] },
    th: { ...flow, banned: headings },
    td: flow,
    ruby: { ...phrasing, children: ['rt', 'rp'] },
    ul: only('li', 'li'),
    ol: only('li', 'li'),
    dl: only('dt dd', 'dd'),
    table: only('caption thead tbody', 'tbody'),
    thead: only('tr', 'tr'),
    tbody: only('tr', 'tr'),
    tr: only('td th', 'td'),
  }),
)
/** What an element becomes where it is not allowed; others are replaced by their content. */
const substitutes: ReadonlyMap<string, string> = new Map([
  ...headings.map((name): [string, string] => [name, 'p']),
  ['thead', 'tbody'],
  ...'li dt dd figcaption caption tbody tr td th'.split(' ').map((name): [string, string] => [name, 'div']),
])

const blocks = new Set('div p h2 h3 h4 blockquote pre ul ol dl figure hr table'.split(' '))
const parts = new Set([...models.values()].flatMap(({ children }) => children))
const tableParts = new Set('caption thead tbody tr td th'.split(' '))
/** Parts inside these do not close elements outside. */
const boundaries = new Set(['ul', 'ol', 'dl', 'table', 'blockquote', 'figure'])

/** The model of an element; unlisted ones contain phrasing content. */
export function modelOf(name: string): ContentModel {
  return models.get(name) ?? phrasing
}

/** Whether it is phrasing content, as `#text` is. */
export function isPhrasing(name: string): boolean {
  return !blocks.has(name) && !parts.has(name)
}

/** Whether `parent` may contain `name`. */
export function mayContain(parent: string, name: string): boolean {
  const { content, children } = modelOf(parent)
  return (
    children.includes(name) || (content === 'flow' && !parts.has(name)) || (content === 'phrasing' && isPhrasing(name))
  )
}

/** Whether `parent` may contain `name` in implied elements. A `div` has no meaning of its own, so none is created for it. */
export function impliesParentOf(parent: string, name: string): boolean {
  const { implied } = modelOf(parent)
  return implied !== null && name !== 'div' && (mayContain(implied, name) || impliesParentOf(implied, name))
}

/** Whether `name`, which `parent` may not contain, ends it, as a list ends a paragraph. */
export function endsParent(parent: string, name: string): boolean {
  if (tableParts.has(name)) return parent !== 'table'
  if (parts.has(name)) return !boundaries.has(parent)
  if (parent === 'p' || (isPhrasing(parent) && parent !== 'ruby')) return true
  return (parent === 'pre' || headings.includes(parent)) && name !== 'p' && name !== 'div'
}

export function substituteFor(name: string): string | null {
  return substitutes.get(name) ?? null
}
