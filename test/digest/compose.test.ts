/** Digests as messages: the look, the splits, and that Telegram can take whatever titles hold. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { compose, type DigestInput, newestHeadlines } from '../../src/digest/compose.ts'
import type { DigestLine } from '../../src/digest/digest-line.ts'
import { feedUrlSchema, type Headline, type Look, layouts, linkStyles, usualLook } from '../../src/model.ts'
import { runs } from '../runs.ts'

const feed = v.parse(feedUrlSchema, 'https://feeds.example/rss')
const base = 'https://pb.example'

function headline(id: number, more: Partial<Headline> = {}): Headline {
  const code = String(id).padStart(10, '0')
  return {
    id,
    title: `Title ${id}`,
    link: `https://news.example/${id}`,
    code,
    source: 'BBC World',
    feed,
    published: id,
    also: [],
    repeats: null,
    author: null,
    categories: [],
    summary: '',
    image: null,
    reading: null,
    ...more,
  }
}

function digest(
  all: readonly (Headline | DigestLine)[],
  { look = {}, ...more }: Partial<Omit<DigestInput, 'look'>> & { readonly look?: Partial<Look> } = {},
) {
  const counter = (k: number, n: number) => `(${k}/${n})`
  return compose({
    heading: null,
    lines: all.map((each) => ('lead' in each ? each : { lead: each, others: [] })),
    look: { ...usualLook, ...look },
    linkBase: base,
    untitled: 'Untitled',
    counter,
    remarks: [],
    also: (sources) => `(also: ${sources.join(', ')})`,
    when: (at) => ({ day: '23 Nov', clock: `08:${String(at).padStart(2, '0')}` }),
    ...more,
  })
}

/** Reads Telegram HTML as strictly as its documentation has it: known tags, closed in order, four entities, nothing bare. */
function read(html: string): {
  readonly text: string
  readonly entities: number
  readonly links: readonly (readonly [string, string])[]
} {
  const decode = (text: string) => {
    if (/[<>"]|&(?!(?:lt|gt|amp|quot);)/.test(text)) throw new Error(`unescaped: ${text}`)
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  }
  let text = ''
  let own = 0
  let bare = ''
  const links: (readonly [string, string])[] = []
  const open: { readonly tag: string; readonly href: string; readonly at: number }[] = []
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+|</g)) {
    const tag = /^<(?:(b)|(a) href="([^"]*)"|\/(a|b))>$/.exec(piece)
    if (tag?.[1] !== undefined || tag?.[2] !== undefined) {
      open.push({ tag: tag[1] ?? 'a', href: decode(tag[3] ?? ''), at: text.length })
    } else if (tag?.[4] !== undefined) {
      const top = open.pop()
      if (top?.tag !== tag[4]) throw new Error(`closed out of order: ${piece}`)
      if (top.tag === 'a') links.push([top.href, text.slice(top.at)])
      own++
    } else {
      const plain = decode(piece)
      text += plain
      bare += open.some(({ tag: name }) => name === 'a') ? ' ' : plain
    }
  }
  if (open.length > 0) throw new Error('not closed')
  const found = bare.match(/(?<![\w@])@\w{2,32}\b|(?<!\w)#\w+|(?<!\w)\$[A-Z]{1,8}\b|(?<![\w/])\/\w+|[\w-]+\.[a-z]{2,}/g)
  return { text, entities: own + (found?.length ?? 0), links }
}

describe('compose', () => {
  it('of nothing is nothing', () => expect(digest([], { heading: 'Morning' })).toEqual([]))

  it('sets headlines under their sources, oldest first, undated last', () => {
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
    ['headline', {}, {}, `• <a href="${base}/0000000001">Title 1</a>`, `• Title 1\n${base}/0000000001`],
    [
      'visible',
      {},
      { look: { links: 'visible' } },
      `• Title 1\n<a href="${base}/0000000001">${base}/0000000001</a>`,
      `• Title 1\n${base}/0000000001`,
    ],
    [
      'original',
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
    ['no link, visible', { link: null }, { look: { links: 'visible' } }, '• Title 1', '• Title 1'],
    ['a link that is none', { link: 'javascript:alert(1)' }, { look: { links: 'original' } }, '• Title 1', '• Title 1'],
    [
      'no title',
      { title: ' ' },
      { linkBase: null },
      '• <a href="https://news.example/1">Untitled</a>',
      '• Untitled\nhttps://news.example/1',
    ],
    [
      'markup',
      { title: '<i>A & "B"', link: 'https://news.example/?a="b"&c' },
      { linkBase: null },
      '• <a href="https://news.example/?a=%22b%22&amp;c">&lt;i&gt;A &amp; &quot;B&quot;</a>',
      '• <i>A & "B"\nhttps://news.example/?a=%22b%22&c',
    ],
  ]
  it.each(looks)('%s', (_, more, input, html, plain) => {
    expect(digest([headline(1, more)], input)).toMatchObject([
      { html: `<b>BBC World</b>\n${html}`, plain: `BBC World\n${plain}`, ids: [1] },
    ])
  })

  it('names a source without a title by its host', () => {
    expect(digest([headline(1, { source: '\u200b' })])[0]?.html).toMatch(/^<b>feeds\.example<\/b>\n/)
  })

  it('splits between headlines, with the headings again and counters', () => {
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

  it('counts on a last line where there is no heading', () => {
    const parts = digest(Array.from({ length: 120 }, (_, at) => headline(at + 1)))
    parts.forEach(({ html, plain }, at) => {
      expect(html.endsWith(`\n(${at + 1}/${parts.length})`)).toBe(true)
      expect(plain.endsWith(`\n(${at + 1}/${parts.length})`)).toBe(true)
    })
  })

  it('holds 100 entities, links and bold headings together, where they are short', () => {
    const headlines = Array.from({ length: 120 }, (_, at) => headline(at + 1, { title: '新' }))
    const [first] = digest(headlines, { linkBase: 'https://a.b' })
    expect(read(first?.html ?? '').entities).toBe(99)
  })

  it('splits where addresses are long: all of a message’s together have a limit too', () => {
    const link = (id: number) => `https://news.example/${id}?${'x'.repeat(480)}`
    const headlines = Array.from({ length: 60 }, (_, at) => headline(at + 1, { link: link(at + 1) }))
    const parts = digest(headlines, { look: { links: 'original' } })
    expect(parts.map(({ ids }) => ids.length)).toEqual([15, 15, 15, 15])
    expect(parts[3]?.html).toContain(link(60))
  })

  it('what stands at the end takes the last headline along where a message has no more room for it', () => {
    const end = '… and 3 more\n@my_channel'
    const look = { look: { footer: '@my_channel' }, remarks: ['… and 3 more'] }
    for (let units = 20; units < 200; units++) {
      const all = Array.from({ length: 60 }, (_, at) => headline(at + 1, { title: `${at} ${'x'.repeat(units)}` }))
      const parts = digest(all, look)
      expect(parts.map(({ ids }) => ids.length)).not.toContain(0)
      expect(parts.map(({ plain }) => plain.includes(end))).toEqual(parts.map((part) => part === parts.at(-1)))
    }
  })

  it('takes any strings: each part fits, and each headline is there once, in order', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '<b>',
            '&amp;',
            '&',
            '"',
            '@ab ',
            '#a',
            '$AB ',
            '/x ',
            'a.com ',
            '\u202e',
            '\ud83d',
            'ש',
            '4111111111111111 ',
            'x',
          ),
          { maxLength: 120 },
        )
        .map((all) => all.join('')),
    )
    const link = fc.oneof(
      fc.constant(null),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      text,
      text.map((tail) => `https://news.example/${tail}`),
    )
    const headlines = fc.array(
      fc.array(
        fc.record({
          title: text,
          link,
          code: fc.oneof(fc.constant('0123456789'), text),
          source: fc.oneof(fc.constantFrom('A', 'B'), text),
          published: fc.oneof(fc.constant(null), fc.integer()),
          also: fc.array(text, { maxLength: 3 }),
          author: fc.oneof(fc.constant(null), text),
          categories: fc.array(text, { maxLength: 3 }),
          summary: text,
          image: fc.oneof(fc.constant(null), fc.constant('https://news.example/i.jpg'), text),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      { maxLength: 25 },
    )
    const input = fc.record({
      heading: fc.oneof(fc.constant(null), text),
      look: fc.record({
        links: fc.constantFrom(...linkStyles),
        layout: fc.constantFrom(...layouts),
        template: fc.constantFrom(
          '',
          '{title}',
          '• {title} {link} — {author} {tags}',
          '{source}: {title}\n{summary} ({also})',
        ),
        sources: fc.boolean(),
        hashtags: fc.boolean(),
        footer: fc.oneof(fc.constant(''), text),
      }),
      linkBase: fc.oneof(fc.constantFrom(null, base, 'https://pb.example:8787/x'), text),
      untitled: text,
    })
    fc.assert(
      fc.property(headlines, input, (all, more) => {
        let id = 0
        const given = all.map((line) => line.map((one) => headline(++id, one)))
        const lines = given.flatMap(([lead, ...others]) => (lead === undefined ? [] : { lead, others }))
        const parts = digest(lines, more)
        const leads = new Set(lines.map(({ lead }) => lead.id))
        expect(parts.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(given.flat().map((one) => one.id))
        for (const { html, plain, ids, blocks } of parts) {
          expect(blocks).toHaveLength(ids.length)
          const isNamed = more.look.template === '' || more.look.template.includes('{also}')
          if (isNamed) for (const block of blocks) expect(html).toContain(block.html)
          const { text: shown, entities, links } = read(html)
          expect(shown.length).toBeLessThanOrEqual(4096)
          expect(plain.length).toBeLessThanOrEqual(4096)
          expect(entities).toBeLessThanOrEqual(100)
          expect(ids.length).toBeGreaterThan(0)
          if (more.look.layout === 'headlines' && more.look.template === '')
            expect(shown.split('\n').filter((line) => line.startsWith('• ')).length).toBeGreaterThanOrEqual(
              ids.filter((one) => leads.has(one)).length,
            )
          expect(shown.isWellFormed()).toBe(true)
          expect(links.reduce((sum, [href]) => sum + href.length, 0) + 12 * entities).toBeLessThanOrEqual(9500)
          for (const [href] of links) expect(href).toMatch(/^https?:\/\//)
        }
      }),
      { numRuns: runs(150) },
    )
  })
})

describe('what stands in a headline', () => {
  const told = {
    title: 'Kim to meet Putin',
    author: 'Ann Smith',
    categories: ['World news', 'Asia-Pacific', '2026'],
    summary: 'They meet in Vladivostok.',
    also: ['NYT', 'Chosun'],
    image: 'https://news.example/kim.jpg',
  }
  const linked = `<a href="${base}/0000000001">Kim to meet Putin</a>`
  const cases: readonly (readonly [name: string, look: Partial<Look>, lines: readonly string[]])[] = [
    ['other feeds with the story', {}, ['<b>BBC World</b>', `• ${linked} (also: NYT, Chosun)`]],
    ['hashtags', { hashtags: true }, ['<b>BBC World</b>', `• ${linked} (also: NYT, Chosun) #World_news #Asia_Pacific`]],
    ['no names of feeds', { sources: false }, [`• ${linked} (also: NYT, Chosun)`]],
    ['a footer', { footer: '@my_channel' }, ['<b>BBC World</b>', `• ${linked} (also: NYT, Chosun)`, '@my_channel']],
    ['a template', { template: '{time} {title} — {author}', sources: false }, [`08:01 ${linked} — Ann Smith`]],
    [
      'a template with the link',
      { template: '{title}\n{link}', sources: false },
      [linked, `<a href="${base}/0000000001">${base}/0000000001</a>`],
    ],
    [
      'a visible link',
      { links: 'visible', sources: false, template: '{title} · {author}' },
      ['Kim to meet Putin · Ann Smith', `<a href="${base}/0000000001">${base}/0000000001</a>`],
    ],
    [
      'a card',
      { layout: 'cards', hashtags: true },
      [`<b>${linked}</b> (also: NYT, Chosun)`, 'They meet in Vladivostok.', 'BBC World #World_news #Asia_Pacific'],
    ],
    [
      'a card without the feed',
      { layout: 'cards', sources: false },
      [`<b>${linked}</b> (also: NYT, Chosun)`, 'They meet in Vladivostok.'],
    ],
  ]
  it.each(cases)('%s', (_, look, lines) => {
    const [part] = digest([headline(1, told)], { look })
    expect(part?.html.split('\n')).toEqual(lines)
    expect(part?.preview).toBe(look.layout === 'cards' ? told.image : null)
  })

  it('what is empty leaves nothing behind', () => {
    const [part] = digest([headline(1)], {
      look: { template: '{title} — {author} | {tags}\n({also})\n{summary}', sources: false },
    })
    expect(part?.html).toBe(`<a href="${base}/0000000001">Title 1</a>`)
  })

  it('a card shows the story’s own picture where the feed names none, and no card stands for two', () => {
    const parts = digest([headline(1), headline(2)], {
      look: { layout: 'cards', footer: 'more' },
      remarks: ['… and 3 more'],
    })
    expect(parts.map(({ ids, preview }) => [ids, preview])).toEqual([
      [[1], 'https://news.example/1'],
      [[2], 'https://news.example/2'],
    ])
    expect(parts.map(({ html }) => html.split('\n').slice(2))).toEqual([[], ['… and 3 more', 'more']])
  })

  describe('a line of several feeds', () => {
    const line = (count: number, more: Partial<Headline> = {}): DigestLine => {
      const others = Array.from({ length: count }, (_, at) =>
        headline(at + 2, { source: `Feed ${at + 2}`, title: `Told by ${at + 2}`, ...more }),
      )
      return { lead: headline(1), others }
    }
    const link = (id: number, text: string) => `<a href="${base}/${String(id).padStart(10, '0')}">${text}</a>`

    it('names each with a link to its own article', () => {
      const [part] = digest([line(2)], { look: { sources: false } })
      expect(part).toMatchObject({
        html: `• ${link(1, 'Title 1')} (also: ${link(2, 'Feed 2')}, ${link(3, 'Feed 3')})`,
        plain: `• Title 1 (also: Feed 2 ${base}/0000000002, Feed 3 ${base}/0000000003)\n${base}/0000000001`,
        ids: [1, 2, 3],
      })
      expect(part?.blocks.slice(1)).toMatchObject([
        { html: link(2, 'Feed 2'), plain: `Feed 2 ${base}/0000000002` },
        { html: link(3, 'Feed 3'), plain: `Feed 3 ${base}/0000000003` },
      ])
    })

    it('leads to the originals where headlines do', () => {
      const [part] = digest([line(1)], { look: { sources: false, links: 'original' } })
      expect(part?.html).toContain('(also: <a href="https://news.example/2">Feed 2</a>)')
    })

    it('stands on a card, and where a template puts it', () => {
      const [card] = digest([line(1)], { look: { layout: 'cards', sources: false } })
      expect(card?.html).toBe(`<b>${link(1, 'Title 1')}</b> (also: ${link(2, 'Feed 2')})`)
      const [part] = digest([line(1)], { look: { template: '{title}\n{also}', sources: false } })
      expect(part?.html).toBe(`${link(1, 'Title 1')}\n(also: ${link(2, 'Feed 2')})`)
    })

    it('has room for eight others: the ninth leads a line of its own', () => {
      const [part] = digest([line(10)], { look: { sources: false } })
      expect(part?.html.split('\n').map((text) => text.split(' (also: ')[0])).toEqual([
        `• ${link(1, 'Title 1')}`,
        `• ${link(10, 'Told by 10')}`,
      ])
      expect(part?.ids).toEqual(Array.from({ length: 11 }, (_, at) => at + 1))
    })

    it('is of fewer where their addresses are long', () => {
      const long = `https://news.example/${'x'.repeat(900)}`
      const parts = digest([line(5, { link: long })], { look: { sources: false, links: 'original' } })
      expect(parts.flatMap(({ ids }) => ids)).toEqual([1, 2, 3, 4, 5, 6])
      for (const { html } of parts) expect(html.length).toBeLessThan(9000)
    })
  })

  it('at most so many headlines are the newest', () => {
    expect(newestHeadlines([1, 2, 3, 4, 5], 3)).toEqual({ shown: [3, 4, 5], left: [1, 2] })
    expect(newestHeadlines([1, 2], 3)).toEqual({ shown: [1, 2], left: [] })
    expect(newestHeadlines([1, 2], null)).toEqual({ shown: [1, 2], left: [] })
  })
})
