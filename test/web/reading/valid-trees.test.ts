/** A browser finds in a page the tree that sanitising built: nothing leaves its place, and nothing is lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArticleText } from '../../../src/web/pages/article-text.tsx'
import type { Node } from '../../../src/web/reading/node.ts'
import { sanitise } from '../../../src/web/reading/sanitise.ts'
import { trimArticle, withoutLeadPicture } from '../../../src/web/reading/trim-article.ts'
import { isLong, runs } from '../../runs.ts'
import { where } from '../../where.ts'
import { wrongIn } from './content-rules.ts'
import { parsedTrees, textIn, treesOf } from './parsed-page.ts'
import { soupTags, wholeArticle } from './tag-soup.ts'

const picture = 'https://news.example/a.jpg'

/** What is wrong with the trees of a source, at each step to the page. */
async function faultsOf(html: string): Promise<{ readonly faults: readonly string[]; readonly text: string }> {
  const nodes = await sanitise({ html, base: 'https://news.example/' })
  const trimmed = trimArticle(nodes, '')
  const faults = [nodes, trimmed, withoutLeadPicture(trimmed, picture)].flatMap((each: readonly Node[]) => {
    const trees = treesOf(each)
    const parsed = parsedTrees(each)
    const isSame = JSON.stringify(parsed) === JSON.stringify(trees)
    return [...wrongIn(trees), ...(isSame ? [] : [`a browser sees ${JSON.stringify(parsed)}`])]
  })
  return { faults, text: withoutSpace(textIn(treesOf(nodes))) }
}

/** Spaces between blocks may go. */
const withoutSpace = (text: string) => text.replace(/\s+/gu, '')
const textOf = (pieces: readonly string[]) => withoutSpace(pieces.filter((piece) => !piece.startsWith('<')).join(''))

const link = (text: string, label = '') =>
  `<a href="https://news.example/x" rel="nofollow noopener noreferrer"${label}>${text}</a>`
const image = `<img src="${picture}" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"/>`
const scroll = (table: string) => `<div class="scroll" tabindex="0"><table>${table}</table></div>`
const row = (cells: string) => `<tbody><tr>${cells}</tr></tbody>`
const one = row('<td>A</td>')

const cases: readonly (readonly [name: string, source: string, clean: string])[] = [
  [
    'a table directly in a table',
    '<p>Before</p><table><table><tr><td>A</td></tr></table></table><p>After</p>',
    `<p>Before</p>${scroll(row(`<td><table>${one}</table></td>`))}<p>After</p>`,
  ],
  ['a table in a row', '<table><tr><table><tr><td>A</table>', scroll(row(`<td><table>${one}</table></td>`))],
  [
    'a table in a cell',
    '<table><tr><td><table><tr><td>A</table></table>',
    scroll(row(`<td><table>${one}</table></td>`)),
  ],
  ['a table without rows', '<table><td>A<td>B</table>', scroll(row('<td>A</td><td>B</td>'))],
  [
    'text between rows',
    '<table>A<tr><td>B</td></tr>C</table>',
    scroll('<tbody><tr><td>A</td></tr><tr><td>B</td></tr><tr><td>C</td></tr></tbody>'),
  ],
  ['a form between rows', '<table><form><tr><td>A</td></tr></form></table>', scroll(one)],
  ['a row without cells', '<table><tr></tr><tr><td>A</td></tr></table>', scroll(one)],
  [
    'a foot before the rows',
    '<table><tfoot><tr><td>A</tfoot><tbody><tr><td>B</table>',
    scroll(`${one}${row('<td>B</td>')}`),
  ],
  ['a head behind the rows', '<table><tr><td>A<thead><tr><td>B</table>', scroll(`${one}${row('<td>B</td>')}`)],
  ['a caption behind the rows', '<table><tr><td>A<caption>B</caption></table>', scroll(row('<td>A<div>B</div></td>'))],
  [
    'a table in a caption',
    '<table><caption><table><td>A</table></caption></table>',
    scroll(`<caption></caption>${one}`),
  ],
  ['a head without text', '<table><tr><th><th>A</table>', scroll(row('<td></td><th>A</th>'))],
  ['a heading in a head', '<table><tr><th><h2>A</h2></table>', scroll(row('<th><p>A</p></th>'))],
  ['cells outside a table', '<div><td>A</td><td>B</td></div>', '<div><div>A</div><div>B</div></div>'],
  ['a table in a paragraph', '<p>A<table><td>A</table>B</p>', `<p>A</p>${scroll(one)}B`],
  ['a table in a link', '<a href="/x"><table><td>A</table></a>', scroll(row(`<td>${link('A')}</td>`))],
  ['links around rows', '<table><a href="/x"><tr><td>A</a></table>', scroll(row(`<td>${link('A')}</td>`))],
  [
    'items outside a list',
    '<div><li>A</li><li>B</li><p>C</p></div>',
    '<div><ul><li>A</li><li>B</li></ul><p>C</p></div>',
  ],
  ['paragraphs in a list', '<ul><p>A</p><p>B</p><li>C</ul>', '<ul><li><p>A</p><p>B</p></li><li>C</li></ul>'],
  ['text in a list', '<ul>A<li>B</ul>', '<ul><li>A</li><li>B</li></ul>'],
  ['a list between items', '<ul><li>A</li><ul><li>B</li></ul></ul>', '<ul><li>A<ul><li>B</li></ul></li></ul>'],
  ['links around items', '<ul><a href="/x"><li>A</li></a></ul>', `<ul><li>${link('A')}</li></ul>`],
  ['terms in boxes', '<dl><div><dt>A</dt><dd>B</dd></div></dl>', '<dl><dt>A</dt><dd>B</dd></dl>'],
  ['a list of terms without terms', '<dl><dd>A</dd></dl>', '<div><div>A</div></div>'],
  ['terms outside their list', '<dt>A</dt><dd>B</dd>', '<div>A</div><div>B</div>'],
  ['a paragraph in a bold text', '<b>A<p>B</p>C</b>', '<b>A</b><p><b>B</b></p><b>C</b>'],
  ['a paragraph in a link in a paragraph', '<p><a href="/x"><p>A</p></a></p>', `<p></p><p>${link('A')}</p>`],
  ['a box in a link', '<a href="/x"><div>A</div></a>', `<div>${link('A')}</div>`],
  [
    'a link in a bold text in a link',
    '<a href="/x">A<b>B<a href="/x">C</a></b>',
    `${link('A<b>B</b>')}<b>${link('C')}</b>`,
  ],
  ['an empty link', 'A<a href="/x"> </a>B', `A ${link('', ' aria-label="news.example"')}B`],
  ['a picture as a link', '<a href="/x"><img src="/a.jpg"></a>', link(image, ' aria-label="news.example"')],
  ['paragraphs in a heading', '<h2><p>A</p><p>B</p></h2>C', '<h2>A<br/>B</h2>C'],
  ['a list in a heading', '<h2>A<ul><li>B</ul></h2>', '<h2>A</h2><ul><li>B</li></ul>'],
  ['boxes in code', '<pre><div>A</div><div>B\n</div><div>C</div></pre>', '<pre tabindex="0">A<br/>B\nC</pre>'],
  ['a line break at the beginning of code', '<pre>\n\nA\n</pre>', '<pre tabindex="0">A\n</pre>'],
  ['a caption outside a figure', '<figcaption>A</figcaption>', '<div>A</div>'],
  [
    'a caption between pictures',
    '<figure>A<figcaption>B</figcaption>C</figure>D',
    '<figure>A<figcaption>B</figcaption></figure>CD',
  ],
  [
    'two captions',
    '<figure><figcaption>A</figcaption><figcaption>B</figcaption>C</figure>',
    '<figure><figcaption>A</figcaption><div>B</div>C</figure>',
  ],
  ['ruby for browsers without it', '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>', '<ruby>漢<rt>かん</rt></ruby>'],
  ['ruby in a bold text', '<ruby><b>漢<rt>かん</rt></b></ruby>', '<ruby><b>漢</b><rt><b>かん</b></rt></ruby>'],
  ['ruby without a reading', '<ruby>漢</ruby><rt>A</rt>', '漢A'],
  ['times and directions without a value', '<time>May</time><bdo>A</bdo>', 'MayA'],
  ['characters that no page may contain', 'A&#1;\u0007&#xFFFE;&#13;B', 'A\nB'],
]

describe('a page has the tree of', () => {
  it.each(cases)('%s', async (_, source, clean) => {
    const nodes = await sanitise({ html: source, base: 'https://news.example/' })
    expect(ArticleText({ nodes })?.toString()).toBe(clean)
    expect((await faultsOf(source)).faults).toEqual([])
  })
})

describe('a page keeps the tree and the text of', () => {
  const tag = fc.constantFrom(...soupTags)
  const keeps = (pieces: fc.Arbitrary<readonly string[]>, count: number) =>
    fc.assert(
      fc.asyncProperty(pieces, async (all) => {
        expect(await faultsOf(all.join(''))).toEqual({ faults: [], text: textOf(all) })
      }),
      { numRuns: runs(count) },
    )
  /** Tags are removed, repeated, and put between others. */
  const changed = (source: string) => {
    const pieces = source.split(/(<[^<>]*>)/u).filter((piece) => piece !== '')
    const change = fc.record({ at: fc.nat(pieces.length), remove: fc.nat(1), tags: fc.array(tag, { maxLength: 2 }) })
    return fc.array(change, { maxLength: 12 }).map((changes) => {
      const copy = [...pieces]
      for (const { at, remove, tags } of changes)
        copy.splice(at, copy[at]?.startsWith('<') === true ? remove : 0, ...tags)
      return copy
    })
  }

  it('any tags and texts', async () => {
    const word = fc.nat(9).map((at) => ` w${at} `)
    await expect(keeps(fc.array(fc.oneof(tag, word), { maxLength: 50 }), 150)).resolves.toBeUndefined()
  })

  it('an article whose tags are changed', async () => {
    await expect(keeps(changed(wholeArticle), 20)).resolves.toBeUndefined()
  })

  const real = import.meta.glob<string>('../../../../shared/{seed,corpora/real}/*.{md,xml,html,rss,atom}', {
    query: '?raw',
    import: 'default',
  })
  const seeds = Object.entries(real).filter(([file]) => isLong || file.includes('/seed/'))
  where(seeds.length > 0, 'found no ../shared/seed').it('real articles', async () => {
    for (const [file, load] of seeds) {
      const source = await load()
      const all = fc.sample(changed(source.slice(0, 20_000)), { numRuns: 5, seed: file.length })
      for (const each of all) expect((await faultsOf(each.join(''))).faults).toEqual([])
    }
  })
})
