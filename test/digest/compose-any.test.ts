/** Digests of arbitrary strings stay within Telegram's limits. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { layouts, linkStyles } from '../../src/look.ts'
import { runs } from '../runs.ts'
import { base, digest, headline } from './compose-digest.ts'
import { parseTelegramHtml } from './parse-telegram-html.ts'

it('any digest fits Telegram’s limits in each part, and contains each headline once', () => {
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
        comments: fc.oneof(
          fc.constant('https://forum.example/1'),
          link.map((each) => each ?? ''),
        ),
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
        '{source}: {title}\n{summary} ({also}) {comments}',
      ),
      sources: fc.boolean(),
      hashtags: fc.boolean(),
      comments: fc.boolean(),
      summaries: fc.boolean(),
      footer: fc.oneof(fc.constant(''), text),
    }),
    endLink: fc.constantFrom(null, { url: 'https://t.me/bot?start=r_0123456789', text: 'My keywords' }),
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
        const { text: shown, entities, links } = parseTelegramHtml(html)
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
