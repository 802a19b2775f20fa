/** Headlines as lines and cards: templates, links and other feeds. */
import { describe, expect, it } from 'vitest'
import type { DigestLine } from '../../src/digest/digest-line.ts'
import type { Headline } from '../../src/headline.ts'
import type { Look } from '../../src/look.ts'
import { base, digest, headline } from './compose-digest.ts'

describe('a line of a digest', () => {
  const story = {
    title: 'Kim to meet Putin',
    author: 'Ann Smith',
    categories: ['World news', 'Asia-Pacific', '2026'],
    summary: 'They meet in Vladivostok.',
    also: ['NYT', 'Chosun'],
    image: 'https://news.example/kim.jpg',
  }
  const linked = `<a href="${base}/0000000001">Kim to meet Putin</a>`
  const cases: readonly (readonly [name: string, look: Partial<Look>, lines: readonly string[]])[] = [
    ['the other feeds of the story', {}, ['<b>BBC World</b>', `• ${linked} (also: NYT, Chosun)`]],
    ['hashtags', { hashtags: true }, ['<b>BBC World</b>', `• ${linked} (also: NYT, Chosun) #World_news #Asia_Pacific`]],
    ['sources switched off', { sources: false }, [`• ${linked} (also: NYT, Chosun)`]],
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
  it.each(cases)('is formatted with %s', (_, look, lines) => {
    const [part] = digest([headline(1, story)], { look })
    expect(part?.html.split('\n')).toEqual(lines)
    expect(part?.preview).toBe(look.layout === 'cards' ? story.image : null)
  })

  it('leaves nothing behind for empty fields', () => {
    const [part] = digest([headline(1)], {
      look: { template: '{title} — {author} | {tags}\n({also})\n{summary}', sources: false },
    })
    expect(part?.html).toBe(`<a href="${base}/0000000001">Title 1</a>`)
  })

  it('as a card previews the story’s page if there is no picture, and the last card has the last lines', () => {
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

  describe('of several feeds', () => {
    const line = (count: number, more: Partial<Headline> = {}): DigestLine => {
      const others = Array.from({ length: count }, (_, at) =>
        headline(at + 2, { source: `Feed ${at + 2}`, title: `Title of ${at + 2}`, ...more }),
      )
      return { lead: headline(1), others }
    }
    const link = (id: number, text: string) => `<a href="${base}/${String(id).padStart(10, '0')}">${text}</a>`

    it('names each feed with a link to its article', () => {
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

    it('links to the originals if headlines do', () => {
      const [part] = digest([line(1)], { look: { sources: false, links: 'original' } })
      expect(part?.html).toContain('(also: <a href="https://news.example/2">Feed 2</a>)')
    })

    it('names the feeds on a card, and at their place in a template', () => {
      const [card] = digest([line(1)], { look: { layout: 'cards', sources: false } })
      expect(card?.html).toBe(`<b>${link(1, 'Title 1')}</b> (also: ${link(2, 'Feed 2')})`)
      const [part] = digest([line(1)], { look: { template: '{title}\n{also}', sources: false } })
      expect(part?.html).toBe(`${link(1, 'Title 1')}\n(also: ${link(2, 'Feed 2')})`)
    })

    it('has room for eight other feeds, and the ninth leads a line of its own', () => {
      const [part] = digest([line(10)], { look: { sources: false } })
      expect(part?.html.split('\n').map((text) => text.split(' (also: ')[0])).toEqual([
        `• ${link(1, 'Title 1')}`,
        `• ${link(10, 'Title of 10')}`,
      ])
      expect(part?.ids).toEqual(Array.from({ length: 11 }, (_, at) => at + 1))
    })

    it('has fewer feeds if their addresses are long', () => {
      const long = `https://news.example/${'x'.repeat(900)}`
      const parts = digest([line(5, { link: long })], { look: { sources: false, links: 'original' } })
      expect(parts.flatMap(({ ids }) => ids)).toEqual([1, 2, 3, 4, 5, 6])
      for (const { html } of parts) expect(html.length).toBeLessThan(9000)
    })
  })
})
