/** `npm run bench:filter`: time of filters on invented English and Chinese headlines. */
import { paint } from '../scripts/terminal.ts'
import { matcherOf } from '../src/filter/matcher.ts'
import { type FilterItem, SearchableItem } from '../src/filter/searchable-item.ts'
import { randomFrom } from '../test/torture/random.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'
import { medianMs } from './median.ts'

const ROUNDS = 25
const TARGET_MS = 10

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

/** Headlines with summaries of the usual length, a third of them Chinese. */
function itemsOf(count: number): readonly FilterItem[] {
  const { whole } = randomFrom(7)
  const text = (length: number, list: readonly string[], between: string) =>
    Array.from({ length }, () => list[whole(0, list.length - 1)]).join(between)
  return Array.from({ length: count }, (_, at) => {
    const isChinese = at % 3 === 0
    const [list, between] = isChinese ? [chinese, ''] : [english, ' ']
    return {
      title: `${text(isChinese ? 7 : 9, list, between)} ${at}`,
      summary: text(isChinese ? 30 : 40, list, between),
      categories: [text(1, list, '')],
    }
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

/** @param work returns how many items it kept */
function time(work: () => number): { readonly ms: number; readonly kept: number } {
  let kept = 0
  const ms = medianMs(ROUNDS, () => {
    kept = work()
  })
  return { ms, kept }
}

const few = itemsOf(100)
const many = itemsOf(3000)
const matchers = queriesOf(1000).map(matcherOf)
const backTested = matcherOf('(karito | 乌克 | polde* | "menlo karika") -norchaka -足球')
const expression = matcherOf('/(karito|乌克).*(men|會談)/ | source:/x+y/')

await runMeasurement(commands['bench:filter'], async ({ json }, { terminal }) => {
  const filters = time(() => {
    const prepared = few.map((item) => new SearchableItem(item))
    return matchers.reduce((sum, matcher) => sum + prepared.filter((item) => matcher(item).keep).length, 0)
  })
  const backTest = time(() => many.filter((item) => backTested(item).keep).length)
  const figures = {
    '1,000 filters over 100 items': filters,
    'a back-test over 3,000 items': backTest,
    'a back-test with an expression': time(() => many.filter((item) => expression(item).keep).length),
  }
  if (json) console.log(JSON.stringify(figures))
  for (const [what, { ms, kept }] of Object.entries(figures)) {
    const figure = paint(ms <= TARGET_MS ? 'green' : 'red', `${ms.toFixed(1)} ms`.padStart(8))
    terminal.say(`${what.padEnd(32)} ${figure}   ${kept} kept`)
  }
  terminal.say(`Target: ${TARGET_MS} ms each, including the folding of texts. Medians of ${ROUNDS} rounds.`)
  return filters.ms <= TARGET_MS && backTest.ms <= TARGET_MS
})
