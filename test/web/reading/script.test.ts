/** Script detection, and article archives. */
import { expect, it } from 'vitest'
import { articleMarkdown } from '../../../src/web/reading/article-markdown.ts'
import { scriptOf } from '../../../src/web/reading/script.ts'

it.each([
  ['The bridge stays closed', null, 'ltr'],
  ['大桥继续封闭', 'zh', 'ltr'],
  ['橋は閉鎖されたまま', 'ja', 'ltr'],
  ['다리는 여전히 닫혀 있다', 'ko', 'ltr'],
  ['الجسر يبقى مغلقا', 'ar', 'rtl'],
  ['הגשר נשאר סגור', 'he', 'rtl'],
  ['Мост закрыт', null, 'ltr'],
  ['Apple opens a store in 北京', null, 'ltr'],
  ['الجسر iPhone', 'ar', 'rtl'],
  ['2026', null, 'ltr'],
] as const)('scriptOf “%s” is %s, %s', (text, lang, dir) => {
  expect(scriptOf(text)).toEqual({ lang, dir })
})

it.each([
  [
    'with link and time',
    { title: 'A [b]', link: 'https://x.example/(1)', published: 5, updated: 6 },
    '<!--5-->\n[A \\[b\\]](https://x.example/%281%29)\n------\n\n<p>\n',
  ],
  ['without a link', { title: 'A', link: null, published: null, updated: 6 }, '<!--6-->\nA\n------\n\n<p>\n'],
  ['without a time', { title: 'A', link: null, published: null, updated: null }, '<!--7-->\nA\n------\n\n<p>\n'],
])('articleMarkdown writes an item %s', (_, item, text) => {
  expect(articleMarkdown(item, '<p>', 7)).toBe(text)
})
