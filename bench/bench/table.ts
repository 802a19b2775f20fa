/** Formats the measurements as tables, and compares them with the targets. */
import type { Memory } from './memory.ts'
import type { Time } from './warm.ts'

/** The times of all parsers on one document. */
export interface Measured {
  readonly name: string
  /** The document's size. */
  readonly bytes: number
  readonly times: ReadonlyMap<string, Time>
}

export interface Target {
  readonly what: string
  readonly figures: string
  readonly isMet: boolean
}

/** The parser that others are compared with. */
const reference = 'feedsmith'

/** The name of a Paperboy case in tables. */
export function caseLabel(name: string): string {
  return `Paperboy, ${name}`
}

/** A row for each parser with its share of the reference's time, then the reference's time in ms. */
export function table(measured: readonly Measured[]): readonly string[] {
  const names = [...(measured[0]?.times.keys() ?? [])]
  const labels = measured.map(({ name }) => name.replace(/\.\w+$/u, ''))
  const widths = labels.map((label) => Math.max(7, label.length) + 2)
  const row = (label: string, cells: readonly string[]) =>
    label.padEnd(24) + cells.map((cell, at) => cell.padStart(widths[at] ?? 9)).join('')
  return [
    row('', labels),
    ...names.map((name) =>
      row(
        name,
        measured.map((each) => share(each, name)),
      ),
    ),
    row(
      `${reference}, in ms`,
      measured.map((each) => millis(msOf(each, reference))),
    ),
  ]
}

function share(measured: Measured, name: string): string {
  const ratio = ratioOf(measured, name)
  return ratio === null ? '—' : ratio.toFixed(ratio < 0.1 ? 3 : 2)
}

function millis(ms: number | null): string {
  return ms === null ? '—' : ms.toFixed(ms < 10 ? 2 : 1)
}

function msOf({ times }: Measured, name: string): number | null {
  const time = times.get(name)
  return time !== undefined && 'ms' in time ? time.ms : null
}

function ratioOf(measured: Measured, name: string): number | null {
  const [ms, standard] = [msOf(measured, name), msOf(measured, reference)]
  return ms === null || standard === null || standard === 0 ? null : ms / standard
}

/** A line for each parser that cannot parse a document, with the reason. */
export function failureLines(measured: readonly Measured[]): readonly string[] {
  return measured.flatMap(({ name, times }) =>
    [...times].flatMap(([entrant, time]) =>
      'unable' in time ? [`${entrant} cannot parse ${name}: ${time.unable}`] : [],
    ),
  )
}

/** The figures of `--json`; null: the parser cannot parse the document. */
export function asJson(measured: readonly Measured[]): readonly object[] {
  return measured.map((each) => ({
    name: each.name,
    bytes: each.bytes,
    ms: Object.fromEntries([...each.times.keys()].map((name) => [name, msOf(each, name)])),
  }))
}

/** Targets on the large RSS feed: maximum shares of the reference's time, by case. */
const maxShares = {
  warm: { 'one unseen': 0.15, 'none unseen': 0.05, 'same bytes': 0.05 },
  cold: { 'one unseen': 0.2, 'none unseen': 0.05, 'same bytes': 0.05 },
} as const

/** Compares the times on one document with the targets. */
export function timeTargets(measured: Measured, how: keyof typeof maxShares): readonly Target[] {
  return Object.entries(maxShares[how]).map(([name, most]) => targetOf(measured, name, how, most))
}

function targetOf(measured: Measured, name: string, how: string, most: number): Target {
  const ratio = ratioOf(measured, caseLabel(name))
  return {
    what: `${measured.name}, ${name}, ${how}`,
    figures: ratio === null ? 'not measured' : `${ratio.toFixed(3)} of ${reference}, at most ${most}`,
    isMet: ratio !== null && ratio <= most,
  }
}

/** The same for whole documents of new items, warm. In the Chinese one, summaries and pictures take most of the time; other parsers make none. */
const maxWholeShares: Readonly<Record<string, number>> = {
  'atom-114k.xml': 1,
  'atom-871k.xml': 1,
  'atom-yt-21k.xml': 1,
  'podcast-1618k.xml': 0.7,
  'rss-103k.xml': 0.7,
  'rss-1127k.xml': 0.7,
  'zh-50.xml': 2.4,
}
/** The documents with targets for all of their items. */
export const wholeFiles: readonly string[] = Object.keys(maxWholeShares)

/** Compares the time of a document whose items are all new with its target, if it has one. */
export function wholeTargets(measured: Measured): readonly Target[] {
  const most = maxWholeShares[measured.name]
  return most === undefined ? [] : [targetOf(measured, 'all unseen', 'warm', most)]
}

const maxAddedBytes = 40e6

/** Compares the memory that parsing the largest feed adds with the target. */
export function memoryTarget({ feed, added }: Memory): Target {
  return {
    what: `Memory for a feed of ${(feed / 1e6).toFixed(1)} MB`,
    figures: `${(added / 1e6).toFixed(1)} MB over idle, at most ${maxAddedBytes / 1e6}`,
    isMet: added <= maxAddedBytes,
  }
}
