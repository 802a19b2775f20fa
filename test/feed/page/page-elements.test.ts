/** The elements of pages that are not well-formed, and of hostile ones. */
import { describe, expect, test } from 'vitest'
import { findRule } from '../../../src/feed/page/find-rule.ts'
import { Page } from '../../../src/feed/page/page.ts'
import { pageElements } from '../../../src/feed/page/page-elements.ts'
import { pageItems } from '../../../src/feed/page/page-items.ts'
import { limits } from '../../../src/limits.ts'

/** `ul(li(a),li)`. */
function shape(html: string): string {
  const elements = pageElements(html)
  const under = (parent: unknown): string =>
    elements
      .filter((each) => each.parent === parent)
      .map((each) => {
        const inside = under(each)
        return inside === '' ? each.name : `${each.name}(${inside})`
      })
      .join(',')
  return under(null)
}

describe('elements contain each other as in browsers', () => {
  const cases: readonly (readonly [what: string, html: string, shape: string])[] = [
    ['list items without end tags', '<ul><li><a>1</a><li>2<ul><li>3</ul><li>4</ul>', 'ul(li(a),li(ul(li)),li)'],
    ['paragraphs without end tags', '<div><p>a<p>b<div>c</div></div>', 'div(p,p,div)'],
    ['cells and rows without end tags', '<table><tr><td>1<td>2<tr><td>3</table><p>', 'table(tr(td,td),tr(td)),p'],
    ['links that are never closed', '<p><a href=1>a <a href=2>b</p>', 'p(a,a)'],
    ['terms and definitions', '<dl><dt>a<dd>b<dt>c<dd>d</dl>', 'dl(dt,dd,dt,dd)'],
    ['a stray end tag', '<div><b>x</div></b></p><i>y</i>', 'div(b),i'],
    ['an inline end tag around a block', '<span><div></span>x</div>', 'span(div)'],
    ['elements without content', '<p><img><br><input>x</p>', 'p(img,br,input)'],
    [
      'scripts, comments and pictures',
      '<div><script>"<a>"</script><!-- <b> --><svg><a/></svg><i></i></div>',
      'div(script,svg,i)',
    ],
    ['quotes with angle brackets', '<a title="<b>x</b> > y">z</a><i></i>', 'a,i'],
    ['names in upper case', '<DIV><A HREF=x></A></DIV>', 'div(a)'],
    ['a tag that is cut off', '<div><a href="x', 'div'],
  ]
  for (const [what, html, expected] of cases) test(what, () => expect(shape(html)).toBe(expected))
})

describe('a hostile page is read within limits', () => {
  const many = 60_000
  const cases: readonly (readonly [what: string, html: string])[] = [
    ['deep nesting', '<div><a href=x>'.repeat(many)],
    ['many open elements and stray end tags', `${'<div>'.repeat(many)}${'</b>'.repeat(many)}`],
    ['comments without an end', '<!--'.repeat(many)],
    ['quotes without an end', `<a title="${"<a x='".repeat(many)}`],
    ['many attributes', `<a ${'x=1 '.repeat(many)}href=/y>A headline with several words in it</a>`],
    ['many classes', `<p class="${'c d '.repeat(many)}"><a href=/y>A headline with several words in it</a></p>`],
    ['many links', '<li><a href=/x>One headline with several words</a>'.repeat(many)],
    ['scripts without an end', '<script>'.repeat(many)],
    ['rows in rows', '<table><tr><td>'.repeat(many)],
  ]
  for (const [what, html] of cases) {
    test(what, () => {
      const page = new Page(html, 'https://hostile.example/')
      expect(page.elements.length).toBeLessThanOrEqual(limits.watching.elements)
      findRule(page)
      expect(pageItems(page, { item: '* a, * > * a, div' }).ok).toBe(true)
    })
  }
})
