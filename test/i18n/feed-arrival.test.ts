/** How lists and screens say how a feed's news comes, and how late. */
import { describe, expect, it } from 'vitest'
import type { FeedOverview } from '../../src/cell/feed-view.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import type { Language } from '../../src/language.ts'
import { feed, gone, NOW, view } from './samples.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const works: FeedOverview = {
  ...feed,
  title: 'News',
  ownTitle: 'News',
  filter: '',
  failingSince: null,
  problem: null,
  everyHours: null,
  pageRule: null,
  access: null,
}
const polled = (everyMs: number) => ({ arrival: { kind: 'polled', everyMs } }) as const
const pushed = { arrival: { kind: 'pushed' } } as const

/** The lines below the feed's name. */
function listed(changes: Partial<FeedOverview>, language: Language = 'en'): readonly string[] {
  const channel = { ...view.channel, filter: '' }
  const [, ...lines] = textsFor(language)
    .list({ ...view, channel, feeds: [{ ...works, ...changes }] })
    .split('\n')
  return lines.slice(1).map((line) => line.trim())
}

describe('a feed in /list', () => {
  const cases: readonly (readonly [name: string, changes: Partial<FeedOverview>, lines: readonly string[]])[] = [
    [
      'shows its interval and its lateness',
      { ...polled(2 * MINUTE), latenessMs: 3 * MINUTE },
      ['every 2 min · news arrives after 3 min'],
    ],
    [
      'shows its interval alone if its lateness is unknown',
      { ...polled(5 * MINUTE), latenessMs: null },
      ['every 5 min'],
    ],
    ['shows whole hours as hours', { ...polled(HOUR), latenessMs: null }, ['every 1 h']],
    ['shows other intervals in minutes', { ...polled(1.5 * HOUR), latenessMs: null }, ['every 90 min']],
    ['shows long intervals in hours', { ...polled(2.4 * HOUR), latenessMs: null }, ['every 2 h']],
    [
      'says that its site asked for the interval',
      { ...polled(6 * HOUR), everyHours: 6, latenessMs: 2 * HOUR + MINUTE },
      ['every 6 h, as the site asks · news arrives after 2 h'],
    ],
    ['is pushed', { ...pushed, latenessMs: 8 * SECOND }, ['pushed by the site · news arrives after 8 s']],
    ['is pushed at once', { ...pushed, latenessMs: 0 }, ['pushed by the site · news arrives at once']],
    [
      'is pushed, whatever interval its site asked for',
      { ...pushed, everyHours: 6, latenessMs: null },
      ['pushed by the site'],
    ],
    ['shows a lateness of days', { ...polled(HOUR), latenessMs: 72 * HOUR }, ['every 1 h · news arrives after 3 days']],
    [
      'shows its filter below',
      { ...polled(5 * MINUTE), latenessMs: null, filter: 'rain' },
      ['every 5 min', 'filter: <code>rain</code>'],
    ],
    ['shows none of this before its first poll', { isUnread: true }, []],
    [
      'shows only its failure while it fails',
      { failingSince: NOW, problem: { kind: 'timeout', seconds: 20 } },
      [expect.stringMatching(/^failing since <tg-time [^>]+>5 Jan, 13:00 \(Europe\/Berlin\)<\/tg-time>: /u)],
    ],
    ['shows only that it is gone', { ...gone, filter: '' }, [expect.stringMatching(/^no longer checked since /u)]],
  ]
  it.each(cases)('%s', (_, changes, lines) => expect(listed(changes)).toEqual(lines))

  it.each([
    ['zh', ['每 2 分钟读取 · 新文章 45 秒后到达'], ['网站推送 · 新文章一发布就到达'], ['按网站要求，每 6 小时读取']],
    [
      'zh-hant',
      ['每 2 分鐘讀取 · 新文章 45 秒後到達'],
      ['網站推送 · 新文章一發布就到達'],
      ['依網站要求，每 6 小時讀取'],
    ],
  ] as const)('is written in the language %s', (language, every, push, asked) => {
    expect(listed({ ...polled(2 * MINUTE), latenessMs: 45 * SECOND }, language)).toEqual(every)
    expect(listed({ ...pushed, latenessMs: SECOND }, language)).toEqual(push)
    expect(listed({ ...polled(6 * HOUR), everyHours: 6, latenessMs: null }, language)).toEqual(asked)
  })
})

describe('the screen of a feed', () => {
  const cases: readonly (readonly [name: string, changes: Partial<FeedOverview>, sentences: string])[] = [
    [
      'says how often it is checked, and how late its news was',
      { ...polled(5 * MINUTE), latenessMs: 3 * MINUTE },
      'It is checked every 5 min.\nIn the last week, half of its news arrived within 3 min of being published.',
    ],
    [
      'says that its site pushes it',
      { ...pushed, latenessMs: SECOND },
      'Its site pushes news as it is published.\nIn the last week, half of its news arrived as it was published.',
    ],
    [
      'says what its site asks for',
      { ...polled(6 * HOUR), everyHours: 6, latenessMs: null },
      'The site asks to be checked at most every 6 hours.',
    ],
  ]
  it.each(cases)('%s', (_, changes, sentences) =>
    expect(textsFor('en').menu.feed({ ...works, ...changes }, { title: 'Morning', timezone: null })).toContain(
      `\n${sentences}\n`,
    ),
  )
})
