/** The answer of `/stats`. */
import { expect, it } from 'vitest'
import type { ChannelStats } from '../../src/cell/channel-stats.ts'
import { verbatim } from '../../src/i18n/markup.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { languages } from '../../src/language.ts'
import { scripts } from './scripts.ts'
import { stats } from './stats-sample.ts'

const answer = (changes: Partial<ChannelStats> = {}, uncounted: string | null = null) =>
  textsFor('en').stats('Morning & <News>', { ...stats, ...changes }, uncounted === null ? null : verbatim(uncounted))

it('says what the last 7 and 30 days brought, with the kinds of reactions, the busiest and the silent feeds', () => {
  expect(answer()).toBe(
    [
      '📊 <b>Morning &amp; &lt;News&gt;</b>',
      '<b>Last 7 days</b>\n1 message, 12 headlines\nopened 4 times\n5 reactions: 👍 5',
      '<b>Last 30 days</b>\n40 messages, 1,234 headlines\nopened 1 time\n56 reactions: 👍 50, ⭐ paid 3, custom emoji 2, others 1',
      '<b>Busiest feeds in 30 days</b>\nBBC &lt;World&gt;: 120 headlines of 340 items',
      '<b>Feeds whose items were all filtered out</b>\nUntitled: 1 item\n… and 2 more',
    ].join('\n\n'),
  )
})

const [week, month] = stats.periods
it.each<readonly [string, string, string]>([
  ['why clicks are not counted', answer({}, 'No clicks here.'), 'No clicks here.'],
  [
    'that headlines lead straight to the articles',
    answer({ hasOriginalLinks: true }, 'No clicks.'),
    'straight to the articles',
  ],
  ['since when a young channel is counted', answer({ since: '2026-11-24' }), '</b>, counted since 24 Nov\n'],
  ['that there were no reactions', answer({ periods: [{ ...week, reactions: [] }, month] }), '\nno reactions\n'],
])('says %s', (_, text, words) => {
  expect(text).toContain(words)
})

it('leaves out what is not there', () => {
  const quiet = answer({
    periods: [
      { ...week, opened: null },
      { ...month, opened: null },
    ],
    busiest: [],
    silent: [],
    silentCount: 0,
  })
  for (const words of ['opened', 'Busiest', 'filtered out']) expect(quiet).not.toContain(words)
})

it.each(languages)('has no text of another language in %s', (language) => {
  const text = textsFor(language).stats('X', { ...stats, busiest: [], silent: [] }, null)
  if (scripts[language] !== undefined) expect(text.replaceAll(/<\/?b>/gu, '')).not.toMatch(/[A-WYZa-z]{2,}/u)
})
