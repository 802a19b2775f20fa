/** Digests at their boundaries: long schedules, templates that name other feeds. */
import { describe, expect, it } from 'vitest'
import { type DigestLine, lineBlocks, showsOtherFeeds, templateOf } from '../../src/digest/digest-line.ts'
import { isDue, nextDigest } from '../../src/digest/due-times.ts'
import { formatSchedule } from '../../src/digest/schedule/format-schedule.ts'
import { parseSchedule } from '../../src/digest/schedule/schedule.ts'
import { parseTemplate } from '../../src/digest/template.ts'
import type { Headline } from '../../src/headline.ts'
import { type Look, usualLook } from '../../src/look.ts'
import type { Schedule } from '../../src/model.ts'
import { base, digest, headline } from './compose-digest.ts'

describe('a schedule', () => {
  it.each([
    ['of 1100 characters is read', 1100, true],
    ['of 1101 characters is refused', 1101, false],
  ])('%s', (_, length, isRead) => {
    expect(parseSchedule('08:00'.padEnd(length), 'en').ok).toBe(isRead)
  })
})

describe('a line names the other feeds of a story', () => {
  it.each([
    ['without a template', '', true],
    ['with a template that has them', '{title} {also}', true],
    ['not with a template that lacks them', '• {title}', false],
  ])('%s', (_, template, names) => {
    expect(showsOtherFeeds({ ...usualLook, template })).toBe(names)
  })
})

describe('a schedule of many times', () => {
  const everyHour = Array.from({ length: 24 }, (_, hour) => `${hour}:00`).join(' ')
  it.each([
    ['live with a gap of a day', 'live 24h', 'live 24h'],
    ['live with a longer gap is refused', 'live 1441m', null],
    ['24 times a day', everyHour, everyHour.replaceAll(/\b(\d):/gu, '0$1:')],
    ['25 times a day are refused', `${everyHour} 0:30`, null],
    [
      '24 times on every day of a week that begins with other times',
      `mon noon, tue-sun ${everyHour}`,
      expect.any(String),
    ],
    ['2 at noon is in the afternoon', '中午2点', '14:00'],
    ['11 at noon is in the morning', '中午11点', '11:00'],
    ['a day behind a dash that leads nowhere', 'mon - 08:00', null],
    ['days behind a list of days', '周一三至08:00', null],
  ])('%s', (_, text, schedule) => {
    const parsed = parseSchedule(text, 'en')
    expect(parsed.ok ? formatSchedule(parsed.value) : null).toEqual(schedule)
  })
})

describe('a stored schedule', () => {
  const morning = Date.UTC(2026, 10, 23, 5)
  it.each<[string, Schedule, number]>([
    ['without times sends at midnight', { kind: 'times', minutes: [] }, Date.UTC(2026, 10, 24)],
    ['may have its times in any order', { kind: 'times', minutes: [600, 360] }, Date.UTC(2026, 10, 23, 6)],
  ])('%s', (_, schedule, next) => {
    expect(nextDigest(schedule, 'UTC', morning, null, 15)).toBe(next)
  })
  it.each([
    ['at most ten minutes ahead counts as sent now', 10, false],
    ['further ahead comes from a wrong clock, and does not count', 11, true],
  ])('a last digest %s', (_, minutes, due) => {
    const at = { now: morning, lastDigestAt: morning + minutes * 60_000, since: 0 }
    expect(isDue({ kind: 'live', gapMinutes: null }, 'UTC', at, 15)).toBe(due)
  })
})

describe('a template', () => {
  it('of 300 characters is read', () => expect(parseTemplate('{title}'.padEnd(300, 'x')).ok).toBe(true))
  it.each([
    ['{tags} {titleofthestory}', null],
    ['{title} {sumary}', '{title} {summary}'],
    ['{title} {athor}', '{title} {author}'],
  ])('%s is corrected to %s', (text, suggestion) => {
    expect(parseTemplate(text)).toMatchObject({ problem: { mistake: 'unknown-placeholder', suggestion } })
  })
  it('shows the day of a dated headline', () => {
    const look = { template: '{date} {title}', sources: false }
    const plain = digest([headline(1), headline(2, { published: null })], { look }).map((part) => part.plain)
    expect(plain).toEqual([`23 Nov Title 1\n${base}/0000000001\nTitle 2\n${base}/0000000002`])
  })
  it.each([
    ['headlines', 200],
    ['cards', 500],
  ] as const)('of %s shows %i characters of a summary at most', (layout, units) => {
    const [part] = digest([headline(1, { summary: 'word '.repeat(200) })], {
      look: { layout, template: '{title}\n{summary}' },
    })
    const summary = part?.plain.split('\n').find((line) => line.startsWith('word')) ?? ''
    expect(summary.length).toBeLessThanOrEqual(units)
    expect(summary.length).toBeGreaterThan(units - 10)
  })
  it('shows categories of up to 40 characters as hashtags', () => {
    const categories = ['a'.repeat(40), 'b'.repeat(41), '2026']
    const [part] = digest([headline(1, { categories })], { look: { template: '{title} {tags}', sources: false } })
    expect(part?.plain.split('\n')[0]).toBe(`Title 1 #${'a'.repeat(40)}`)
  })
})

describe('links', () => {
  it.each([
    ['short ones at an address of 200 characters', 200, true],
    ['the original ones at a longer address', 201, false],
  ])('are %s', (_, length, isShort) => {
    const linkBase = 'https://pb.example/'.padEnd(length, 'x')
    expect(digest([headline(1)], { linkBase })[0]?.html.includes(linkBase)).toBe(isShort)
  })
  it.each([
    ['of 300 characters are shown in plain text', 300, true],
    ['of 301 characters are left out of plain text', 301, false],
  ])('%s', (_, length, isShown) => {
    const link = 'https://news.example/'.padEnd(length, 'x')
    expect(digest([headline(1, { link })], { linkBase: null })[0]?.plain.includes(link)).toBe(isShown)
  })
  it('lead to the host of a feed without a name', () => {
    const line = { lead: headline(1), others: [headline(2, { source: '' })] }
    expect(digest([line])[0]?.html).toContain(`(also: <a href="${base}/0000000002">feeds.example</a>)`)
  })
})

it('headlines of the same time keep the order of their arrival', () => {
  const headlines = [headline(3, { published: 10 }), headline(2, { published: 10 }), headline(1, { published: null })]
  expect(digest(headlines)[0]?.ids).toEqual([2, 3, 1])
})

/** An entity counts 20 units beside its address; a line has a line break. */
describe('the size of a line', () => {
  const short = `${base}/0000000001`
  const other = `${base}/0000000002`
  const reading = 'read/0000000001'
  const cases: readonly (readonly [
    name: string,
    look: Partial<Look>,
    lead: Partial<Headline>,
    others: readonly Headline[],
    size: { readonly units: number; readonly entities: number; readonly addresses: string },
  ])[] = [
    ['a linked title', {}, {}, [], { units: 40, entities: 1, addresses: short }],
    [
      'a title that Telegram links in part',
      {},
      { title: 'On a.com' },
      [],
      { units: 41, entities: 2, addresses: short },
    ],
    ['a visible link', { links: 'visible' }, {}, [], { units: 40, entities: 1, addresses: short }],
    ['a card', { layout: 'cards' }, {}, [], { units: 48, entities: 2, addresses: short }],
    ['a reading page', {}, { reading }, [], { units: 43, entities: 2, addresses: `${short}${base}/${reading}` }],
    [
      'a discussion',
      {},
      { comments: 'https://a.example/9' },
      [],
      { units: 63, entities: 2, addresses: `${short}https://a.example/9` },
    ],
    [
      'a quoted summary',
      { summaries: true },
      { summary: 'Says a.com about it' },
      [],
      { units: 60, entities: 3, addresses: short },
    ],
    ['another feed', {}, {}, [headline(2)], { units: 88, entities: 2, addresses: `${short}${other}` }],
    [
      'another feed that the template leaves out',
      { template: '{title}' },
      {},
      [headline(2)],
      { units: 38, entities: 1, addresses: short },
    ],
    [
      'another feed without a link',
      {},
      {},
      [headline(2, { link: null })],
      { units: 58, entities: 1, addresses: short },
    ],
    [
      'a link in the template',
      { template: '{title} {link}' },
      {},
      [],
      { units: 38, entities: 2, addresses: short + short },
    ],
  ]
  it.each(cases)('%s', (_, look, lead, others, { units, entities, addresses }) => {
    const how = { ...usualLook, ...look }
    const line: DigestLine = { lead: headline(1, lead), others }
    const { block } = lineBlocks(line, {
      ...how,
      linkBase: base,
      template: templateOf(how),
      untitled: 'Untitled',
      also: (sources) => `(also: ${sources.join(', ')})`,
      when: () => ({ day: '', clock: '' }),
    })
    expect({ ...block, html: null, plain: null }).toEqual({
      html: null,
      plain: null,
      units,
      entities,
      entityUnits: 20 * entities + addresses.length,
    })
  })
})
