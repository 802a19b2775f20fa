/** Elements of a feed that bound polling. */
import { describe, expect, test } from 'vitest'
import { inSteps, skippedSince, steadyWait } from '../../src/feed/feed-hints.ts'
import { xmlFeed } from '../../src/feed/formats/xml-feed.ts'
import { plainSource } from '../../src/feed/source-text.ts'
import { type FeedHints, noFeedHints } from '../../src/polling.ts'
import { now } from './fixtures/documents.ts'

const minute = 60_000
const hour = 60 * minute
const syndication = 'http://purl.org/rss/1.0/modules/syndication/'

/** The hints of a channel with these elements. */
function hintsIn(elements: string): FeedHints | undefined {
  const xml = `<rss xmlns:sy="${syndication}" xmlns:syn="${syndication}"><channel>${elements}<item/></channel></rss>`
  return xmlFeed(plainSource(xml), 0, 'rss').feedHints
}

describe('the hints of a feed', () => {
  const feedHints = (change: Partial<FeedHints>): FeedHints => ({ ...noFeedHints, ...change })
  const hours = (list: readonly (number | string)[]) =>
    `<skipHours>${list.map((value) => `<hour>${value}</hour>`).join('')}</skipHours>`
  const all = Array.from({ length: 24 }, (_, value) => value)
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const skipped = (list: readonly string[]) =>
    `<skipDays>${list.map((value) => `<day>${value}</day>`).join('\n')}</skipDays>`

  const cases: readonly (readonly [name: string, head: string, FeedHints])[] = [
    ['silent', '<channel><title>T</title>', noFeedHints],
    ['ttl', '<ttl>60</ttl>', feedHints({ minutes: 60 })],
    ['ttl with space and CDATA', '<ttl><![CDATA[ 45 ]]></ttl >', feedHints({ minutes: 45 })],
    ['ttl of a week', '<ttl>10080</ttl>', feedHints({ minutes: 360 })],
    ['ttl of nothing', '<ttl>0</ttl>', noFeedHints],
    ['ttl below zero', '<ttl>-60</ttl>', noFeedHints],
    ['ttl in words', '<ttl>an hour</ttl>', noFeedHints],
    ['ttl beyond numbers', `<ttl>${'9'.repeat(80)}</ttl>`, noFeedHints],
    ['ttl that is empty', '<ttl/><ttl></ttl>', noFeedHints],
    ['ttl that is long', `<ttl>${'6'.repeat(5000)}</ttl>`, noFeedHints],
    ['updated hourly', '<sy:updatePeriod>hourly</sy:updatePeriod>', feedHints({ minutes: 60 })],
    [
      'updated twice an hour, by another prefix',
      '<syn:updatePeriod>\n hourly </syn:updatePeriod><syn:updateFrequency>2</syn:updateFrequency>',
      feedHints({ minutes: 30 }),
    ],
    [
      'updated 12 times a day',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>',
      feedHints({ minutes: 120 }),
    ],
    ['updated yearly', '<sy:updatePeriod>yearly</sy:updatePeriod>', feedHints({ minutes: 360 })],
    ['updated now and then', '<sy:updatePeriod>constructor</sy:updatePeriod>', noFeedHints],
    ['updated so often, of nothing', '<sy:updateFrequency>2</sy:updateFrequency>', noFeedHints],
    [
      'updated zero times',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>',
      noFeedHints,
    ],
    ['the longest', '<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>', feedHints({ minutes: 60 })],
    ['hours', hours([1, '02', 24, 2, 25, -1, 'x']), feedHints({ skipHours: [0, 1, 2] })],
    ['all hours', hours(all), noFeedHints],
    ['all hours but one', hours(all.slice(1)), feedHints({ skipHours: all.slice(1) })],
    ['days', skipped(['SATURDAY', ' sunday ', 'Caturday']), feedHints({ skipDays: [0, 6] })],
    ['all days', skipped(days), noFeedHints],
    ['hours that never end', '<skipHours><hour>1</hour>', noFeedHints],
    ['an hour elsewhere', '<hour>1</hour>', noFeedHints],
  ]
  test.each(cases)('are read if it is %s', (_name, head, expected) => {
    expect(hintsIn(head)).toEqual(expected)
  })
})

describe('skipped hours', () => {
  // `now` is a Monday, 08:00.
  const cases: readonly (readonly [name: string, change: Partial<FeedHints>, hoursAgo: number | null])[] = [
    ['never', {}, null],
    ['never, at this time', { skipHours: [7, 9] }, null],
    ['with this hour', { skipHours: [8] }, 0],
    ['two hours ago', { skipHours: [6, 7, 8, 9] }, 2],
    ['at midnight, with the day', { skipDays: [1] }, 8],
    ['on Friday evening', { skipDays: [6, 0], skipHours: [22, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8] }, 58],
  ]
  test.each(cases)('began %s', (_name, change, hoursAgo) => {
    const start = skippedSince({ ...noFeedHints, ...change }, now + 59 * minute)
    expect(start).toBe(hoursAgo === null ? null : now - hoursAgo * hour)
  })
  test('began a week ago at most', () => {
    const always = { ...noFeedHints, skipHours: Array.from({ length: 24 }, (_, value) => value) }
    expect(skippedSince(always, now)).toBe(now - 7 * 24 * hour)
  })
})

test.each([
  [
    'RDF',
    `<rdf:RDF xmlns:x="${syndication}"><channel><x:updatePeriod>hourly</x:updatePeriod></channel><item/></rdf:RDF>`,
    'rss',
  ],
  ['Atom', `<feed xmlns:sy="${syndication}"><sy:updatePeriod>hourly</sy:updatePeriod><entry/></feed>`, 'atom'],
] as const)('%s has the hints of the syndication module', (_name, xml, format) => {
  expect(xmlFeed(plainSource(xml), 0, format).feedHints).toEqual({ ...noFeedHints, minutes: 60 })
})

describe('the wait that is stored', () => {
  test.each([
    ['is rounded up to minutes', 3.2, 4],
    ['is rounded up to fives above ten', 10.1, 15],
    ['is six hours at most', 100_000, 360],
    ['is nothing if none is asked for', 0, 0],
  ])('%s', (_, minutes, stored) => {
    expect(inSteps(minutes)).toBe(stored)
  })

  test.each([
    ['stays while a server counts down', 10, 3, 10],
    ['stays for somewhat less', 60, 45, 60],
    ['changes for much less', 60, 40, 40],
    ['changes for more', 10, 11, 11],
  ])('%s', (_, known, sent, stored) => {
    expect(steadyWait(known, sent)).toBe(stored)
  })
})
