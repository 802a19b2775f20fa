/** CSS selectors, compared with the runtime's HTMLRewriter. */
import { describe, expect, test } from 'vitest'
import { pageElements } from '../../../src/feed/page/page-elements.ts'
import { parseSelector, selected } from '../../../src/feed/page/selector.ts'
import { runs } from '../../runs.ts'

const page = `<html><body id="top" class="home"><main lang="en-GB"><ul class="list news"><li class="item first"><a href="/a" rel="nofollow x">A</a><b>1</b></li>
<li class="item"><a href="/b?x=1" title="B">B</a><i>2</i></li><li><span>3</span><a>C</a><a href="#d" data-kind="Big">D</a></li></ul>
<div><div><p>x</p><p class="item last">y</p><a href="/e">E</a></div></div></main><footer class="site-footer"><a href="/f">F</a></footer></body></html>`

/** The places of the elements that HTMLRewriter selects, among all elements. */
async function byRewriter(html: string, selector: string): Promise<readonly number[]> {
  let count = -1
  const places: number[] = []
  const rewriter = new HTMLRewriter()
    .on('*', { element: () => void count++ })
    .on(selector, { element: () => void places.push(count) })
  await rewriter.transform(new Response(html)).text()
  return [...new Set(places)]
}

function ours(html: string, text: string): readonly number[] | null {
  const selector = parseSelector(text)
  return selector.ok ? selected(pageElements(html), selector.value).map(({ at }) => at) : null
}

const selectors = [
  '*',
  'a',
  'LI',
  'main a',
  'main > a',
  'ul.list > li.item a',
  '.item',
  'p.item.last',
  '#top',
  'body#top.home',
  '.news li > a',
  'a[href]',
  '[href="/b?x=1"]',
  "a[href='/a']",
  'a[rel~="x"]',
  'a[href^="/"]',
  'a[href$="1"]',
  'a[href*="x="]',
  'main[lang|="en"]',
  'a[data-kind="big"]',
  'a[data-kind="big" i]',
  'a[data-kind="Big" s]',
  'li:nth-child(2)',
  'li:nth-child(odd)',
  'li:nth-child(2n+1) a',
  'a:nth-of-type(2)',
  'a:first-child',
  'a:first-of-type',
  'li:not(.item) a',
  'li:not(.first)',
  'div div p',
  'div > div > p',
  'body > main > ul > li > a',
  'ul a:not([href])',
  'main *',
] as const

describe('a selector selects what HTMLRewriter selects', () => {
  for (const selector of selectors) {
    test(selector, async () => {
      expect(ours(page, selector)).toEqual(await byRewriter(page, selector))
    })
  }

  test('on random well-formed pages', async () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * below)
    }
    const pick = (list: readonly string[]) => list[random(list.length)] ?? ''
    const element = (depth: number): string => {
      const name = pick(['div', 'section', 'ul', 'span', 'em'])
      const children = depth === 0 ? '' : Array.from({ length: random(4) }, () => element(depth - 1)).join('')
      return `<${name} class="${pick(['a', 'b', 'a b', ''])}" id=${pick(['x', 'y'])}>${children}</${name}>`
    }
    const compound = () =>
      `${pick(['div', 'section', 'span', '*'])}${pick(['', '.a', '.b', '#x', ':first-child', ':nth-child(2)', ':not(.a)', ':nth-of-type(2n)'])}`
    for (let run = 0; run < runs(60); run++) {
      const html = Array.from({ length: 3 }, () => element(4)).join('')
      const selector = Array.from({ length: 1 + random(3) }, compound).join(pick([' ', ' > ']))
      expect([selector, ours(html, selector)]).toEqual([selector, await byRewriter(html, selector)])
    }
  })
})

test('alternatives are separated by commas', () => {
  expect(ours(page, 'b, i')).toEqual([...(ours(page, 'b') ?? []), ...(ours(page, 'i') ?? [])])
})

describe('a selector that cannot be read is shown with its place', () => {
  const cases: readonly (readonly [text: string, at: number])[] = [
    ['', 0],
    ['main h2 + a', 8],
    ['a::before', 1],
    ['li:hover', 2],
    ['a[href', 1],
    ['a >', 3],
    ['> a', 0],
    ['div:has(a)', 3],
    ['a, ', 3],
    ['a:nth-child()', 1],
    [Array.from({ length: 21 }, () => 'b').join(' '), 41],
  ]
  for (const [text, at] of cases) {
    test(text === '' ? 'an empty one' : text, () => {
      expect(parseSelector(text)).toMatchObject({ ok: false, problem: { kind: 'selector-syntax', at } })
    })
  }
})
