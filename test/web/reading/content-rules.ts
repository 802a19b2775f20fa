/** Rules of the HTML standard's content models that a parser does not enforce, for the elements of an article. */
import type { Tree } from './parsed-page.ts'

const blocks = 'div p h2 h3 h4 blockquote pre ul ol dl figure hr table'.split(' ')
const phrasingOnly =
  'p h2 h3 h4 pre rt rp ruby a b strong i em u s del ins sub sup small mark code kbd samp var q cite abbr dfn time bdi bdo'.split(
    ' ',
  )
/** Sequences of children, each followed by a space; `#` is a text. */
const sequences: Readonly<Record<string, RegExp>> = {
  ul: /^(li )*$/u,
  ol: /^(li )*$/u,
  dl: /^((dt )+(dd )+)*$/u,
  table: /^(caption )?(thead )?(tbody )*$/u,
  thead: /^(tr )*$/u,
  tbody: /^(tr )*$/u,
  tr: /^((td|th) )+$/u,
  figure: /^(figcaption )?((?!figcaption)\S+ )*$|^((?!figcaption)\S+ )*figcaption $/u,
}
const parents: Readonly<Record<string, string>> = {
  ...{ li: 'ul ol', dt: 'dl', dd: 'dl', tr: 'thead tbody', td: 'tr', th: 'tr', caption: 'table', thead: 'table' },
  ...{ tbody: 'table', figcaption: 'figure', rt: 'ruby', rp: 'ruby' },
}
/** What may not be anywhere inside. */
const banned: Readonly<Record<string, readonly string[]>> = {
  a: ['a'],
  dfn: ['dfn'],
  caption: ['table'],
  dt: ['h2', 'h3', 'h4'],
  th: ['h2', 'h3', 'h4'],
}

/** What is wrong with trees, one sentence each. */
export function wrongIn(trees: readonly Tree[], ancestors: readonly string[] = []): readonly string[] {
  return trees.flatMap((tree): readonly string[] => {
    if (typeof tree === 'string') return []
    const { name, children } = tree
    const parent = ancestors.at(-1) ?? 'div'
    const sequence = children.map((child) => `${typeof child === 'string' ? '#' : child.name} `).join('')
    return [
      ...(phrasingOnly.includes(parent) && blocks.includes(name) ? [`${name} in ${parent}`] : []),
      ...(name in parents && !parents[name]?.split(' ').includes(parent) ? [`${name} in ${parent}`] : []),
      ...(sequences[name]?.test(sequence) === false ? [`${name} of ${sequence}`] : []),
      ...ancestors.filter((outer) => banned[outer]?.includes(name)).map((outer) => `${name} inside ${outer}`),
      ...wrongIn(children, [...ancestors, name]),
    ]
  })
}
