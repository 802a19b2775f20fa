import { expect, test } from 'vitest'
import { parseHtml } from '../../../simulators/telegram/html.ts'
import { renderHtml } from '../../../simulators/telegram/render.ts'

const cases: readonly (readonly [string, string])[] = [
  ['a &lt; b &amp; c', 'a &lt; b &amp; c'],
  ['<b>a<i>b</i></b>c', '<b>a<i>b</i></b>c'],
  [
    '<b><a href="https://x.org/?a=1&amp;b=&quot;">t</a></b>',
    '<b><a href="https://x.org/?a=1&amp;b=&quot;" target="_blank" rel="noreferrer">t</a></b>',
  ],
  ['<blockquote expandable>q<b>r</b></blockquote>', '<blockquote class="expandable">q<b>r</b></blockquote>'],
]
test.each(cases)('%s', (html, shown) => {
  expect(renderHtml(parseHtml(html))).toBe(shown)
})

test('entities that cross are closed and opened again', () => {
  const text = 'abc'
  const entities = [
    { type: 'bold', offset: 0, length: 2 },
    { type: 'italic', offset: 1, length: 2 },
  ] as const
  expect(renderHtml({ text, entities })).toBe('<b>a<i>b</i></b><i>c</i>')
})
