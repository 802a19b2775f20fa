/** `npm run bench:filter`: time of filters on invented English and Chinese headlines. */
import { paint } from '../scripts/terminal.ts'
import { type Matcher, matcherOf } from '../src/filter/match/matcher.ts'
import { type FilterItem, SearchableItem } from '../src/filter/match/searchable-item.ts'
import { limits } from '../src/limits.ts'
import { randomFrom } from '../test/torture/random.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'
import { medianMs } from './median.ts'

const ROUNDS = 25
const TEXT_UNITS = 8 * 1024

/** A vocabulary as large as that of a day's news. */
const syllables = 'ka ri to men lo ve sun tra pol dex bi nor cha fe gul'.split(' ')
const english = [
  ...syllables.flatMap((one) =>
    syllables.flatMap((other) => syllables.slice(0, 5).map((third) => one + other + third)),
  ),
  ...['Café', 'Orbán', 'Málaga', 'façade', 'naïve'],
]
const characters = '乌克兰俄罗斯經濟朝鲜台灣总统會談股市地震足球选举气候博物馆發展國際'
const chinese = [...characters].flatMap((one) => [...characters].map((other) => one + other))

/** Words with vowel marks, which folding cannot read unit by unit. */
const marked = 'هَذَا نَصٌّ عَرَبِيٌّ مُشَكَّلٌ كِتَابٌ مَدْرَسَةٌ हिन्दी वाक्य जिसमें मात्राएँ चुनाव सरकार ज़मीन विज्ञान'.split(' ')

type Language = 'english' | 'chinese' | 'marked'
const words: Readonly<Record<Language, readonly string[]>> = { english, chinese, marked }
const spaces: Readonly<Record<Language, string>> = { english: ' ', chinese: '', marked: ' ' }
const thirdChinese: readonly Language[] = ['chinese', 'english', 'english']

/** Headlines with summaries of the usual length, and texts of so many units in lines of 30 words. */
function itemsOf(count: number, languages: readonly Language[] = thirdChinese, textUnits = 0): readonly FilterItem[] {
  const { whole } = randomFrom(7)
  const text = (length: number, language: Language) =>
    Array.from({ length }, () => words[language][whole(0, words[language].length - 1)]).join(spaces[language])
  return Array.from({ length: count }, (_, at) => {
    const language = languages[at % languages.length] ?? 'english'
    const isChinese = language === 'chinese'
    const item = {
      title: `${text(isChinese ? 7 : 9, language)} ${at}`,
      summary: text(isChinese ? 30 : 40, language),
      categories: [text(1, language)],
    }
    if (textUnits === 0) return item
    let lines = ''
    while (lines.length < textUnits) lines += `${text(30, language)}\n`
    return { ...item, text: lines.slice(0, textUnits) }
  })
}

/** Queries of the usual kinds, no two alike. */
function queriesOf(count: number): readonly string[] {
  const { whole } = randomFrom(11)
  const all = [...english, ...chinese]
  const word = () => all[whole(0, all.length - 1)] ?? ''
  const kinds: readonly ((at: number) => string)[] = [
    (at) => `${word()} -x${at}`,
    (at) => `${word()} | ${word()} | y${at}`,
    (at) => `"${word()} ${word()}" | z${at}*`,
    (at) => `-${word()} -q${at}`,
    (at) => `title:${word()} -w${at}`,
  ]
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length]?.(at) ?? '')
}

/** The same, but for titles and summaries only. */
function limitedQueriesOf(count: number): readonly string[] {
  return queriesOf(count).map((query, at) => `${at % 2 === 0 ? 'title' : 'summary'}:(${query})`)
}

interface Line {
  readonly what: string
  readonly target: number
  /** Absent: 25. */
  readonly rounds?: number
  /** Returns how many items it kept. */
  readonly work: () => number
}

/** Tries each filter on each item, item by item, as a cycle does. */
function filtering(matchers: readonly Matcher[], items: readonly FilterItem[]): () => number {
  return () => {
    let kept = 0
    for (const item of items) {
      const prepared = new SearchableItem(item)
      for (const matcher of matchers) if (matcher(prepared).keep) kept += 1
    }
    return kept
  }
}

function backTest(query: string): () => number {
  const matcher = matcherOf(query)
  return () => many.filter((item) => matcher(item).keep).length
}

/** Texts as long as a cycle takes, of words that nearly match. */
function hostileItems(): readonly FilterItem[] {
  const { textOfItemUnits, textsACycleUnits } = limits.feed
  const texts = ['a', 'ab', '乌克', 'e\u0301', 'aaaaaaab ', 'ê x\n'].map((part) =>
    part.repeat(textOfItemUnits).slice(0, textOfItemUnits),
  )
  return Array.from({ length: textsACycleUnits / textOfItemUnits }, (_, at) => ({
    ...{ title: 'a', summary: 'b', categories: [] },
    text: texts[at % texts.length] ?? '',
  }))
}

const many = itemsOf(3000)
const matchers = queriesOf(1000).map(matcherOf)
const limited = limitedQueriesOf(1000).map(matcherOf)
const backTestQuery = '(karito | 乌克 | polde* | "menlo karika") -norchaka -足球'
const backTested = matcherOf(backTestQuery)
const withTexts = itemsOf(100, thirdChinese, TEXT_UNITS)
const hostileQueries = ['aa* | "b a"', 'aab "a a"', '乌克乌 -克克', 'é* -ê', '/(a|b)*c/', '/[ab]{1,40}乌/'].map(
  matcherOf,
)

const lines: readonly Line[] = [
  { what: '1,000 filters over 100 items', target: 10, work: filtering(matchers, itemsOf(100)) },
  { what: 'the same for titles and summaries, texts of 8 KB', target: 10, work: filtering(limited, withTexts) },
  { what: 'the same for everything, texts of 8 KB', target: 40, work: filtering(matchers, withTexts) },
  {
    what: 'a third of them in Arabic and Hindi with marks',
    target: 80,
    work: filtering(matchers, itemsOf(100, ['chinese', 'english', 'marked'], TEXT_UNITS)),
  },
  { what: 'one filter over 100 items, texts of 8 KB', target: 20, work: filtering([backTested], withTexts) },
  { what: 'a back-test over 3,000 items', target: 15, work: backTest(backTestQuery) },
  { what: 'a back-test with an expression', target: 15, work: backTest('/(karito|乌克).*(men|會談)/ | source:/x+y/') },
  {
    what: 'six filters over hostile texts of 8 MB',
    target: 3000,
    rounds: 3,
    work: filtering(hostileQueries, hostileItems()),
  },
]

await runMeasurement(commands['bench:filter'], async ({ json }, { terminal }) => {
  const figures = lines.map(({ what, target, rounds = ROUNDS, work }) => {
    let kept = 0
    const ms = medianMs(rounds, () => {
      kept = work()
    })
    return { what, ms, target, kept }
  })
  if (json) console.log(JSON.stringify(figures))
  for (const { what, ms, target, kept } of figures) {
    const figure = paint(ms <= target ? 'green' : 'red', `${ms.toFixed(1)} ms`.padStart(9))
    terminal.say(`${what.padEnd(50)} ${figure}   target ${target} ms   ${kept} kept`)
  }
  terminal.say(`Times include the folding of texts. Medians of ${ROUNDS} rounds.`)
  return figures.every(({ ms, target }) => ms <= target)
})
