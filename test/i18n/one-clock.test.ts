/** Every time in a text about a channel is in the channel's time zone, and the text says which that is. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'
import { languages } from '../../src/language.ts'
import { plainOf } from '../../src/text/telegram-html.ts'
import { channel, feed, item, live, NOW, paused, view } from './samples.ts'

const quiet = { ...channel, quiet: { from: 1380, to: 420 } }

/** Each has the time 12:00 UTC, which is 13:00 in Berlin, or times of a schedule. */
const cases: readonly (readonly [name: string, text: (texts: ReturnType<typeof textsFor>) => string])[] = [
  ['/list', (texts) => texts.list(view)],
  ['/list of a paused channel', (texts) => texts.list(paused)],
  ['the screen of a channel', (texts) => texts.menu.channel(view)],
  ['the screen of a feed', (texts) => texts.menu.feed(feed, channel)],
  ['the time of the next digest', (texts) => texts.digest(view)],
  ['the times of a paused channel', (texts) => texts.digest(paused)],
  [
    'the quiet hours of a live channel',
    (texts) => texts.digest({ ...live, nextDigest: 'now', channel: { ...quiet, schedule: live.channel.schedule } }),
  ],
  [
    '/why about a headline that was sent',
    (texts) =>
      texts.why(
        [
          {
            title: 'A',
            link: item.link,
            source: 'B',
            at: NOW,
            fullText: null,
            translation: null,
            corrected: null,
            fate: { kind: 'sent', at: NOW, post: null },
          },
        ],
        'Europe/Berlin',
      ),
  ],
]

describe.each(languages)('in the language %s', (language) => {
  it.each(cases)('%s has one clock', (_, text) => {
    const shown = plainOf(text(textsFor(language)))
    expect(shown).toContain('Europe/Berlin')
    expect(shown).not.toMatch(/\b12:00\b|\bUTC\b/u)
  })
})
