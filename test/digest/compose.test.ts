/** Digests as messages: look, order and splits. */
import { describe, expect, it } from 'vitest'
import { newestHeadlines } from '../../src/digest/compose.ts'
import type { Headline } from '../../src/headline.ts'
import { base, digest, headline } from './compose-digest.ts'
import { parseTelegramHtml } from './parse-telegram-html.ts'

describe('compose', () => {
  it('composes no messages without headlines', () => expect(digest([], { heading: 'Morning' })).toEqual([]))

  it('groups headlines by source, oldest first, undated last', () => {
    const headlines = [
      headline(1, { published: 30 }),
      headline(2, { source: 'RFI 中文', title: '金正恩想从普京身上得到什么' }),
      headline(3, { published: null }),
      headline(4, { published: 10 }),
      headline(5, { published: 10 }),
    ]
    const [part, ...more] = digest(headlines, { heading: '📰 Morning digest · 23 Nov, 08:00' })
    expect(more).toEqual([])
    const link = (id: number, title: string) => `• <a href="${base}/000000000${id}">${title}</a>`
    expect(part?.html.split('\n')).toEqual([
      '<b>📰 Morning digest · 23 Nov, 08:00</b>',
      '<b>BBC World</b>',
      link(4, 'Title 4'),
      link(5, 'Title 5'),
      link(1, 'Title 1'),
      link(3, 'Title 3'),
      '<b>RFI 中文</b>',
      link(2, '金正恩想从普京身上得到什么'),
    ])
    expect(part?.ids).toEqual([4, 5, 1, 3, 2])
    expect(part?.plain.split('\n').slice(0, 4)).toEqual([
      '📰 Morning digest · 23 Nov, 08:00',
      'BBC World',
      '• Title 4',
      `${base}/0000000004`,
    ])
  })

  const looks: readonly (readonly [
    name: string,
    more: Partial<Headline>,
    input: Parameters<typeof digest>[1],
    html: string,
    plain: string,
  ])[] = [
    ['the default look', {}, {}, `• <a href="${base}/0000000001">Title 1</a>`, `• Title 1\n${base}/0000000001`],
    [
      'visible links',
      {},
      { look: { links: 'visible' } },
      `• Title 1\n<a href="${base}/0000000001">${base}/0000000001</a>`,
      `• Title 1\n${base}/0000000001`,
    ],
    [
      'original links',
      {},
      { look: { links: 'original' } },
      '• <a href="https://news.example/1">Title 1</a>',
      `• Title 1\n${base}/0000000001`,
    ],
    [
      'no public address',
      {},
      { look: { links: 'visible' }, linkBase: null },
      '• <a href="https://news.example/1">Title 1</a>',
      '• Title 1\nhttps://news.example/1',
    ],
    ['no link', { link: null }, {}, '• Title 1', '• Title 1'],
    ['no link and visible links', { link: null }, { look: { links: 'visible' } }, '• Title 1', '• Title 1'],
    ['an invalid link', { link: 'javascript:alert(1)' }, { look: { links: 'original' } }, '• Title 1', '• Title 1'],
    [
      'no title',
      { title: ' ' },
      { linkBase: null },
      '• <a href="https://news.example/1">Untitled</a>',
      '• Untitled\nhttps://news.example/1',
    ],
    [
      'markup in its title',
      { title: '<i>A & "B"', link: 'https://news.example/?a="b"&c' },
      { linkBase: null },
      '• <a href="https://news.example/?a=%22b%22&amp;c">&lt;i&gt;A &amp; &quot;B&quot;</a>',
      '• <i>A & "B"\nhttps://news.example/?a=%22b%22&c',
    ],
  ]
  it.each(looks)('formats a headline with %s', (_, more, input, html, plain) => {
    expect(digest([headline(1, more)], input)).toMatchObject([
      { html: `<b>BBC World</b>\n${html}`, plain: `BBC World\n${plain}`, ids: [1] },
    ])
  })

  it('names an untitled source by its host', () => {
    expect(digest([headline(1, { source: '\u200b' })])[0]?.html).toMatch(/^<b>feeds\.example<\/b>\n/)
  })

  it('splits between headlines, repeats the headings and adds counters', () => {
    const headlines = Array.from({ length: 250 }, (_, at) => headline(at + 1))
    const parts = digest(headlines, { heading: 'Morning' })
    expect(parts.length).toBeGreaterThan(2)
    parts.forEach(({ html, plain }, at) => {
      const lines = html.split('\n')
      expect(lines[0]).toBe(`<b>Morning</b> (${at + 1}/${parts.length})`)
      expect(lines[1]).toBe('<b>BBC World</b>')
      expect(lines[2]).toMatch(/^• <a /)
      expect(plain.split('\n')[0]).toBe(`Morning (${at + 1}/${parts.length})`)
    })
    expect(parts.flatMap(({ ids }) => ids)).toEqual(headlines.map(({ id }) => id))
  })

  it('adds the counter as a last line if there is no heading', () => {
    const parts = digest(Array.from({ length: 120 }, (_, at) => headline(at + 1)))
    parts.forEach(({ html, plain }, at) => {
      expect(html.endsWith(`\n(${at + 1}/${parts.length})`)).toBe(true)
      expect(plain.endsWith(`\n(${at + 1}/${parts.length})`)).toBe(true)
    })
  })

  it('fills a message with up to 100 entities', () => {
    const headlines = Array.from({ length: 120 }, (_, at) => headline(at + 1, { title: '新' }))
    const [first] = digest(headlines, { linkBase: 'https://a.b' })
    expect(parseTelegramHtml(first?.html ?? '').entities).toBe(99)
  })

  it('splits a message with long addresses, whose total is limited too', () => {
    const link = (id: number) => `https://news.example/${id}?${'x'.repeat(480)}`
    const headlines = Array.from({ length: 60 }, (_, at) => headline(at + 1, { link: link(at + 1) }))
    const parts = digest(headlines, { look: { links: 'original' } })
    expect(parts.map(({ ids }) => ids.length)).toEqual([15, 15, 15, 15])
    expect(parts[3]?.html).toContain(link(60))
  })

  it('moves the last headline together with the last lines if they do not fit', () => {
    const end = '… and 3 more\n@my_channel'
    const look = { look: { footer: '@my_channel' }, remarks: ['… and 3 more'] }
    for (let units = 20; units < 200; units++) {
      const all = Array.from({ length: 60 }, (_, at) => headline(at + 1, { title: `${at} ${'x'.repeat(units)}` }))
      const parts = digest(all, look)
      expect(parts.map(({ ids }) => ids.length)).not.toContain(0)
      expect(parts.map(({ plain }) => plain.includes(end))).toEqual(parts.map((part) => part === parts.at(-1)))
    }
  })
})

describe('a link at the end', () => {
  const endLink = { url: 'https://t.me/paper_bot?start=r_0123456789', text: 'My keywords' }
  const html = '<a href="https://t.me/paper_bot?start=r_0123456789">My keywords</a>'
  it.each([
    ['stands alone', {}, html],
    ['follows the footer on its line', { footer: 'Read & share' }, `Read &amp; share · ${html}`],
    ['stands under the last card', { layout: 'cards' }, html],
  ] as const)('%s', (_, look, end) => {
    const parts = digest([headline(1), headline(2)], { look, endLink })
    expect(parts.map((part) => part.html.split('\n').at(-1) === end)).toEqual(
      parts.map((part) => part === parts.at(-1)),
    )
    expect(parts.at(-1)?.plain).toContain(`My keywords: ${endLink.url}`)
  })
})

it('newestHeadlines shows the newest up to a maximum', () => {
  expect(newestHeadlines([1, 2, 3, 4, 5], 3)).toEqual({ shown: [3, 4, 5], left: [1, 2] })
  expect(newestHeadlines([1, 2], 3)).toEqual({ shown: [1, 2], left: [] })
  expect(newestHeadlines([1, 2], null)).toEqual({ shown: [1, 2], left: [] })
})
