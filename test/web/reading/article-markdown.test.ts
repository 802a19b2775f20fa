/** Articles as Markdown. */
import { expect, it } from 'vitest'
import { articleMarkdown } from '../../../src/web/reading/article-markdown.ts'

it.each([
  [
    'with link and time',
    { title: 'A [b]', link: 'https://x.example/(1)', published: 5, updated: 6 },
    '<!--5-->\n[A \\[b\\]](https://x.example/%281%29)\n------\n\n<p>\n',
  ],
  ['without a link', { title: 'A', link: null, published: null, updated: 6 }, '<!--6-->\nA\n------\n\n<p>\n'],
  [
    'with a file',
    {
      title: 'A',
      link: null,
      published: 5,
      updated: null,
      enclosure: { url: 'https://x.example/1.mp3', type: null, length: 3 },
    },
    '<!--5-->\nA\n------\n\n<https://x.example/1.mp3>\n\n<p>\n',
  ],
  ['without a time', { title: 'A', link: null, published: null, updated: null }, '<!--7-->\nA\n------\n\n<p>\n'],
])('articleMarkdown writes an item %s', (_, item, text) => {
  expect(articleMarkdown(item, '<p>', 7)).toBe(text)
})

it('articleMarkdown quotes a summary in its language, as plain text', () => {
  const item = { title: 'A', link: null, published: null, updated: 6 }
  const summary = { language: 'de', sentences: ['Der Sturm kommt.', '<b>*Alles* & [mehr]</b>'] } as const
  expect(articleMarkdown(item, '<p>', 7, summary)).toBe(
    [
      '<!--6-->\nA\n------\n',
      '> 🤖 Zusammenfassung, maschinell erstellt',
      '>',
      '> - Der Sturm kommt.',
      '> - \\<b\\>\\*Alles\\* \\& \\[mehr\\]\\</b\\>',
      '>',
      '> Sie kann Fehler enthalten. Maßgeblich ist der Artikel.',
      '',
      '<p>\n',
    ].join('\n'),
  )
})
