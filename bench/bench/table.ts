/** Formats the measurements as tables, and compares them with the targets. */
import type { Memory } from './memory.ts'
import type { Time } from './warm.ts'

/** The times of all contenders on one document. */
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

/** The contender that others are compared with. */
export const yardstick = 'feedsmith'

/** The name of a Paperboy case in tables. */
export function caseLabel(name: string): string {
  return `Paperboy, ${name}`
}

/** A row for each contender with its share of the yardstick's time, then the yardstick's time in ms. */
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
      `${yardstick}, in ms`,
      measured.map((each) => millis(msOf(each, yardstick))),
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
  const [ms, standard] = [msOf(measured, name), msOf(measured, yardstick)]
  return ms === null || standard === null || standard === 0 ? null : ms / standard
}

/** Contenders that could not read a document, with the reason. */
export function unables(measured: readonly Measured[]): readonly string[] {
  return measured.flatMap(({ name, times }) =>
    [...times].flatMap(([entrant, time]) =>
      'unable' in time ? [`${entrant} cannot read ${name}: ${time.unable}`] : [],
    ),
  )
}

/** The figures of `--json`; null if a contender cannot read the document. */
export function asJson(measured: readonly Measured[]): readonly object[] {
  return measured.map((each) => ({
    name: each.name,
    bytes: each.bytes,
    ms: Object.fromEntries([...each.times.keys()].map((name) => [name, msOf(each, name)])),
  }))
}

/** Targets on the large RSS feed: maximum shares of the yardstick's time, by case. */
const promised = {
  warm: { 'one unseen': 0.15, 'none unseen': 0.05, 'same bytes': 0.05 },
  cold: { 'one unseen': 0.2, 'none unseen': 0.05, 'same bytes': 0.05 },
} as const

/** On one document, warm or cold. */
export function judged(measured: Measured, how: keyof typeof promised): readonly Target[] {
  return Object.entries(promised[how]).map(([name, most]) => {
    const ratio = ratioOf(measured, caseLabel(name))
    return {
      what: `${measured.name}, ${name}, ${how}`,
      figures: ratio === null ? 'not measured' : `${ratio.toFixed(3)} of ${yardstick}, at most ${most}`,
      isMet: ratio !== null && ratio <= most,
    }
  })
}

const memoryAtMost = 40e6

/** Memory that parsing the largest feed adds. */
export function judgedMemory({ feed, added }: Memory): Target {
  return {
    what: `Memory for a feed of ${(feed / 1e6).toFixed(1)} MB`,
    figures: `${(added / 1e6).toFixed(1)} MB over idle, at most ${memoryAtMost / 1e6}`,
    isMet: added <= memoryAtMost,
  }
}
