/** The discussion behind a headline, and the summary below it. */
import { describe, expect, it } from 'vitest'
import { withoutAddresses } from '../../src/digest/plain-line.ts'
import { quotedSummary } from '../../src/digest/quoted-summary.ts'
import type { Headline } from '../../src/headline.ts'
import type { Look } from '../../src/look.ts'
import { base, digest, headline } from './compose-digest.ts'

const forum = 'https://forum.example/9'
const title = `<a href="${base}/0000000001">Title 1</a>`
const mark = `<a href="${forum}">💬</a>`
const short = `${base}/0000000001`
const quote = '<blockquote expandable>They meet in Vladivostok.</blockquote>'

describe('a headline with a discussion and a summary', () => {
  const story = { comments: forum, summary: 'They meet in Vladivostok.' }
  const cases: readonly (readonly [
    name: string,
    look: Partial<Look>,
    more: Partial<Headline>,
    html: string,
    plain: string,
  ])[] = [
    ['has a mark that leads to the discussion', {}, {}, `• ${title} ${mark}`, `• Title 1\n${short}\n💬 ${forum}`],
    ['has no mark if the owner wants none', { comments: false }, {}, `• ${title}`, `• Title 1\n${short}`],
    ['has no mark if its link is the discussion', {}, { link: forum }, `• ${title}`, `• Title 1\n${short}`],
    [
      'has no mark for an endless address',
      {},
      { comments: `${forum}?${'x'.repeat(300)}` },
      `• ${title}`,
      `• Title 1\n${short}`,
    ],
    [
      'has the mark behind that of its reading page',
      {},
      { reading: 'read/1' },
      `• ${title} <a href="${base}/read/1">📖</a> ${mark}`,
      `• Title 1\n${short}\n💬 ${forum}`,
    ],
    ['has the mark without a link of its own', {}, { link: null }, `• Title 1 ${mark}`, `• Title 1\n💬 ${forum}`],
    [
      'has the mark before a visible link',
      { links: 'visible' },
      {},
      `• Title 1 ${mark}\n<a href="${short}">${short}</a>`,
      `• Title 1\n${short}\n💬 ${forum}`,
    ],
    [
      'has the mark on a card',
      { layout: 'cards' },
      {},
      `<b>${title}</b> ${mark}\nThey meet in Vladivostok.`,
      `Title 1\nThey meet in Vladivostok.\n${short}\n💬 ${forum}`,
    ],
    [
      'has the mark where a template has its place, even if the setting is off',
      { template: '{comments} {title}', comments: false },
      {},
      `${mark} ${title}`,
      `💬 ${forum} Title 1\n${short}`,
    ],
    [
      'leaves nothing behind in a template without a discussion',
      { template: '{title} ({comments})' },
      { comments: '' },
      title,
      `Title 1\n${short}`,
    ],
    [
      'has the summary below',
      { summaries: true, comments: false },
      {},
      `• ${title}\n${quote}`,
      `• Title 1\nThey meet in Vladivostok.\n${short}`,
    ],
    [
      'has the summary below a visible link',
      { summaries: true, comments: false, links: 'visible' },
      {},
      `• Title 1\n<a href="${short}">${short}</a>\n${quote}`,
      `• Title 1\nThey meet in Vladivostok.\n${short}`,
    ],
    [
      'has the summary once if the template has its place',
      { summaries: true, comments: false, template: '{title}: {summary}' },
      {},
      `${title}: They meet in Vladivostok.`,
      `Title 1: They meet in Vladivostok.\n${short}`,
    ],
  ]
  it.each(cases)('%s', (_, look, more, html, plain) => {
    const [part] = digest([headline(1, { ...story, ...more })], { look: { sources: false, ...look } })
    expect({ html: part?.html, plain: part?.plain }).toEqual({ html, plain })
    expect(part?.blocks).toEqual([expect.objectContaining({ html, plain })])
  })

  it('takes the discussion of another feed with the same story, but never its own article', () => {
    const lines = [
      {
        lead: headline(1),
        others: [headline(2, { comments: 'https://news.example/1' }), headline(3, { comments: forum })],
      },
    ]
    const [part] = digest(lines, { look: { sources: false } })
    expect(part?.html).toContain(`${title} ${mark} (also: `)
    expect(part?.html.match(/💬/gu)).toHaveLength(1)
  })

  it('splits a digest between headlines only, so that each keeps its mark and its summary', () => {
    const all = Array.from({ length: 60 }, (_, at) => headline(at + 1, { ...story, reading: `read/${at}` }))
    const parts = digest(all, { look: { sources: false, summaries: true } })
    expect(parts.length).toBeGreaterThan(2)
    for (const { html, ids } of parts) {
      expect(html.match(/<(?:a|blockquote) /gu)?.length).toBe(4 * ids.length)
      expect(4 * ids.length).toBeLessThanOrEqual(100)
    }
  })
})

describe('a plain headline without its addresses', () => {
  const others = [headline(2, { source: 'NYT' })]
  const cases: readonly (readonly [name: string, look: Partial<Look>, more: Partial<Headline>, plain: string])[] = [
    ['is the title', {}, {}, '• Title 1 (also: NYT)'],
    ['has no mark of its discussion', {}, { comments: forum }, '• Title 1 (also: NYT)'],
    [
      'keeps its summary',
      { summaries: true },
      { comments: forum, summary: 'They meet in Vladivostok.' },
      '• Title 1 (also: NYT)\nThey meet in Vladivostok.',
    ],
    ['has no mark where a template has its place', { template: '{comments} {title}' }, { comments: forum }, 'Title 1'],
    [
      'keeps the lines of a card',
      { layout: 'cards' },
      { comments: forum, summary: 'Why.' },
      'Title 1 (also: NYT)\nWhy.',
    ],
  ]
  it.each(cases)('%s', (_, look, more, plain) => {
    const [part] = digest([{ lead: headline(1, more), others }], { look: { sources: false, ...look } })
    expect(withoutAddresses(part?.blocks[0]?.plain ?? '')).toBe(plain)
  })
})

describe('a quoted summary', () => {
  const long = `${'word '.repeat(40)}end`
  const cases: readonly (readonly [name: string, title: string, summary: string, quoted: string | null])[] = [
    ['is the summary', 'Kim meets Putin', 'They meet in Vladivostok.', 'They meet in Vladivostok.'],
    ['is one line', 'Kim meets Putin', 'They meet\n in Vladivostok.', 'They meet in Vladivostok.'],
    ['is cut behind a word', 'T', long, `${'word '.repeat(31)}word…`],
    ['is none if the summary is empty', 'Kim meets Putin', ' ', null],
    ['is none if the summary repeats the title', 'Kim meets Putin', 'Kim meets Putin.', null],
    [
      'is none if the summary is the beginning of the title',
      'Kim meets Putin in Vladivostok',
      'Kim meets Putin…',
      null,
    ],
    ['is none if hardly anything follows the title', 'Kim meets Putin', 'KIM MEETS PUTIN - BBC News', null],
    [
      'begins behind the title',
      'Kim meets “Putin”',
      'Kim meets "Putin" — The two leaders talk in Vladivostok.',
      'The two leaders talk in Vladivostok.',
    ],
    ['is none if it is the label of a discussion', 'Kim meets Putin', 'Comments', null],
    [
      'is none if it has addresses of hnrss.org',
      'T',
      'Article URL: https://a.example Comments URL: https://b.example',
      null,
    ],
    ['keeps few of the addresses in it', 'T', 'a.com b.com c.com d.com e.com f.com', 'a.com b.com c.co…'],
  ]
  it.each(cases)('%s', (_, title, summary, quoted) => {
    expect(quotedSummary({ title, summary })).toBe(quoted)
  })
})
