/** What a machine can check of the voice: buttons that fit, words that are never used, spaces and quotes. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { backlogButtons, buttonWidths, inlineKeyboard, type Rows } from '../../src/bot/keyboards.ts'
import { channelScreen, confirmationScreen } from '../../src/bot/screens/channel.ts'
import { feedScreen, feedsScreen } from '../../src/bot/screens/feeds.ts'
import { filterScreen } from '../../src/bot/screens/filter.ts'
import { languageScreen } from '../../src/bot/screens/languages.ts'
import { lookScreen } from '../../src/bot/screens/look.ts'
import { firstWantRows, wantRows } from '../../src/bot/screens/selection.ts'
import { quietScreen, timesScreen } from '../../src/bot/screens/times.ts'
import { webScreen } from '../../src/bot/screens/web.ts'
import { catalogues } from '../../src/i18n/catalogues.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { type Language, languages } from '../../src/language.ts'
import { layouts, linkStyles } from '../../src/look.ts'
import { type Channel, readerCodeSchema } from '../../src/model.ts'
import { textWidth } from '../../src/text/text-width.ts'
import { houseStyles } from './house-style.ts'
import { channel, feed, view } from './samples.ts'

/** No button is wider, however few share its row. */
const mostWidth = 24

const code = v.parse(readerCodeSchema, '0123456789')
const plainFeed = { ...feed, title: 'News', filter: 'x' }
const looks: readonly Partial<Channel>[] = [
  ...layouts.map((layout) => ({ layout })),
  ...linkStyles.map((links) => ({ links })),
  { sources: true, hashtags: true, stories: true, silent: true, reading: true, page: true },
  { reading: true, fullText: true },
  { sources: false, hashtags: false, stories: false, silent: false, reading: false, page: false },
  ...[null, 10, 20, 50].map((atMost) => ({ atMost })),
  { schedule: { kind: 'live', gapMinutes: null } },
  ...[1, 3].map((hours) => ({ schedule: { kind: 'every', hours } }) as const),
  ...[[480], [480, 1080]].map((minutes) => ({ schedule: { kind: 'times', minutes } }) as const),
  { quiet: null },
  { quiet: { from: 23 * 60, to: 7 * 60 } },
  { pause: { by: 'owner', since: 0 } },
]

function rowsOf(language: Language): Rows {
  const texts = textsFor(language)
  const screens = looks.flatMap((look) => {
    const each = { ...view, channel: { ...channel, title: 'News', ...look }, feeds: [plainFeed] }
    return [
      channelScreen(texts, each),
      confirmationScreen(texts, each, plainFeed.id),
      confirmationScreen(texts, each, 0),
      feedsScreen(texts, each, 0),
      feedScreen(texts, each, plainFeed.id, true),
      filterScreen(texts, each),
      languageScreen(texts, each),
      lookScreen(texts, each, true),
      timesScreen(texts, each),
      quietScreen(texts, each),
      webScreen(texts, each, null),
    ]
  })
  const ofReaders = [...firstWantRows(texts, code), ...wantRows(texts, code)]
  return [...screens.flatMap(({ rows }) => rows), ...backlogButtons(texts, channel.id), ...ofReaders]
}

/** Every text of a language. */
function textsOf(language: Language): readonly (readonly [key: string, text: string])[] {
  const { locale, name, direction, typed, commands, examples, ...namespaces } = catalogues[language]
  return [
    ...Object.entries(namespaces).flatMap(([namespace, texts]) =>
      Object.entries(texts).map(([key, text]) => [`${namespace}.${key}`, text] as const),
    ),
    ...Object.entries(commands).flatMap(([command, { does, examples: all }]) => [
      // This one ends in a filter, as it is typed.
      [`/${command}`, command === 'filter' ? does.replace(/(?<=[:：]).*/u, '') : does] as const,
      ...all.map(([typed, result]) => [typed, result.replace(/\/\w+(?: [a-z]+)* \d+m/gu, '')] as const),
    ]),
  ]
}

/** A text as people see it: without what they type, markup, and the syntax of messages. */
function prose(text: string): string {
  return text
    .replace(/<code>.*?<\/code>/gu, '\ufffc')
    .replace(/<[^>]*>/gu, '')
    .replace(/\{\w+, (?:plural|select), /gu, '\ufffc')
    .replace(/\{\w+\}/gu, '\ufffc')
    .replace(/=?\w+ \{|\}/gu, '\ufffc')
}

type Text = ReturnType<typeof textsOf>[number]

/** Keys and texts that break a rule. */
function offenders(texts: readonly Text[], breaks: (text: string, key: string) => boolean): readonly string[] {
  return texts.filter(([key, text]) => breaks(text, key)).map(([key, text]) => `${key}: ${text}`)
}

describe.each(languages)('%s', (language) => {
  const { buttons, commands } = catalogues[language]
  const { commandWidth, never, foreignQuotes } = houseStyles[language]
  const texts = textsOf(language)
  const commandTexts = Object.entries(commands).map(([command, { does }]) => [`/${command}`, does] as const)

  it('every button is narrow enough, and fits its row when it is sent', () => {
    const sent = inlineKeyboard(rowsOf(language))?.inline_keyboard ?? []
    const long = sent.flatMap((row) =>
      row
        .filter(({ text }) => textWidth(text) > Math.min(mostWidth, buttonWidths[row.length - 1] ?? 0))
        .map(({ text }) => `${row.length}: ${text}`),
    )
    expect([...new Set(long)]).toEqual([])
  })

  it('every button fits half a row, and none has a full stop', () => {
    const breaks = (text: string) => textWidth(text) > buttonWidths[1] || /[.。]$/u.test(text)
    expect(offenders(Object.entries(buttons), breaks)).toEqual([])
  })

  it('every command fits Telegram’s list, begins in lower case and has no full stop', () => {
    const breaks = (text: string) => textWidth(text) > commandWidth || /^\p{Lu}|[.。]$/u.test(text)
    expect(offenders(commandTexts, breaks)).toEqual([])
  })

  it('no text has a word that is never used', () => {
    expect(offenders(texts, (text) => never.test(text))).toEqual([])
  })

  it('quotes are those of the language', () => {
    expect(offenders(texts, (text) => foreignQuotes.test(prose(text)))).toEqual([])
  })

  it('only a greeting has an exclamation mark', () => {
    const breaks = (text: string, key: string) => !key.startsWith('start.welcome') && /[!！]/u.test(prose(text))
    expect(offenders(texts, breaks)).toEqual([])
  })
})

describe.each(['zh', 'zh-hant'] as const)('%s', (language) => {
  const texts = textsOf(language)

  it('has a space between Han and Latin', () => {
    const breaks = (text: string) => /\p{sc=Han}[A-Za-z0-9@/]|[A-Za-z0-9]\p{sc=Han}/u.test(prose(text))
    expect(offenders(texts, breaks)).toEqual([])
  })

  it('has no space beside full-width marks', () => {
    const breaks = (text: string) => /[，。：；？！（）、] [^\n]|[^\n] [，。：；？！（）、]/u.test(prose(text))
    expect(offenders(texts, breaks)).toEqual([])
  })

  it('has full-width marks behind Han', () => {
    expect(offenders(texts, (text) => /\p{sc=Han}[,;:?!()]/u.test(prose(text)))).toEqual([])
  })
})
