/** Several feeds at once: an import's progress, and reports that name each feed. */
import type { Added, Imported } from '../../cell/channel-api.ts'
import type { ImportProgress } from '../../cycle/import-progress.ts'
import { limits } from '../../limits.ts'
import type { LeftOut } from '../../store/imports.ts'
import { code, type Html, lines } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { nameFirst } from './channels.ts'
import { problemText } from './problems.ts'

interface ReportLine {
  /** Null: entries that have no line. */
  readonly html: Html | null
  /** The number of entries that the line is about. */
  readonly entries: number
}

const heading = (html: Html): ReportLine => ({ html, entries: 0 })
const entry = (html: Html): ReportLine => ({ html, entries: 1 })

/** As many lines as fit into one message. The other entries are counted. */
function report(t: Translator, all: readonly ReportLine[]): Html {
  const { chunkUnits, reportLines } = limits.bot
  const shown: Html[] = []
  let units = 0
  let left = 0
  for (const { html, entries } of all) {
    units += (html?.length ?? 0) + 1
    if (html === null || shown.length >= reportLines || units > chunkUnits) left += entries
    else shown.push(html)
  }
  return lines([...shown, left === 0 ? null : t.html('format.more', { count: left })])
}

function leftOutLines(t: Translator, { already, over, wrong }: LeftOut): readonly ReportLine[] {
  const unnamed = ({ count, first }: { readonly count: number; readonly first: readonly unknown[] }) =>
    count > first.length ? [{ html: null, entries: count - first.length }] : []
  return [
    ...wrong.first.map(({ text, problem }) =>
      entry(t.html('imports.wrong', { text, problem: safe(problemText(t, problem)) })),
    ),
    ...unnamed(wrong),
    ...(over.count === 0 ? [] : [heading(t.html('imports.over', { count: over.count }))]),
    ...over.first.map(({ title, url }) => entry(t.html('format.bullet', { text: t.title(title || url, url) }))),
    ...unnamed(over),
    ...(already.count === 0 ? [] : [heading(t.html('imports.already', { count: already.count }))]),
    ...already.first.map(({ number, title, url }) =>
      entry(t.html('imports.numbered', { number, feed: t.title(title, url) })),
    ),
    ...unnamed(already),
  ]
}

export interface AddedAddress {
  readonly address: string
  readonly added: Added
}

function addedLine(t: Translator, { address, added }: AddedAddress): ReportLine {
  switch (added.kind) {
    case 'added': {
      const { number, title, url } = added.feed
      return entry(t.html('imports.works', { number, feed: t.title(title, url) }))
    }
    case 'choose':
      return entry(t.html('imports.severalFeeds', { text: address }))
    case 'watchable':
      return entry(t.html('watching.sendAlone', { text: address }))
    case 'failed':
      return entry(t.html('imports.wrong', { text: address, problem: safe(problemText(t, added.problem)) }))
    default:
      return { html: null, entries: 0 }
  }
}

export function importTexts(t: Translator) {
  return {
    importing: (count: number, channel: string) => t.html('imports.saving', { count, channel }),
    imported: ({ added, ...leftOut }: Imported, channel: string) =>
      report(t, [
        heading(
          added === 0 ? t.html('imports.nothingNew', { channel }) : t.html('imports.added', { count: added, channel }),
        ),
        ...leftOutLines(t, leftOut),
      ]),
    importProgress: ({ channel, total, read, failed, isDone, ...leftOut }: ImportProgress) =>
      report(t, [
        heading(
          isDone
            ? t.html('imports.done', { channel, working: read.length, total })
            : t.html('imports.progress', { channel, checked: read.length + failed.length, total }),
        ),
        ...failed.map(({ number, title, url, problem }) =>
          entry(
            t.html('imports.failed', { number, feed: t.title(title, url), problem: safe(problemText(t, problem)) }),
          ),
        ),
        ...(isDone && failed.length > 0 ? [heading(t.html('imports.keepTrying'))] : []),
        ...(isDone ? leftOutLines(t, leftOut) : []),
        ...(isDone
          ? read.map(({ number, title, url }) => entry(t.html('imports.works', { number, feed: t.title(title, url) })))
          : []),
      ]),
    /** The report about several addresses of one message. */
    addedSeveral: (results: readonly AddedAddress[], channel: string) => {
      const already = results.flatMap(({ added }) => (added.kind === 'already' ? [added.feed] : []))
      const over = results.filter(({ added }) => added.kind === 'over' || added.kind === 'full')
      const added = results.filter((each) => each.added.kind === 'added').length
      return report(t, [
        heading(
          added === 0
            ? t.html('imports.nothingNew', { channel })
            : t.html('imports.addedSeveral', { channel, added, total: results.length }),
        ),
        ...results.map((each) => addedLine(t, each)).filter(({ html }) => html !== null),
        ...(over.length === 0 ? [] : [heading(t.html('imports.over', { count: over.length }))]),
        ...over.map(({ address }) => entry(t.html('format.bullet', { text: address }))),
        ...(already.length === 0 ? [] : [heading(t.html('imports.already', { count: already.length }))]),
        ...already.map(({ number, title, url }) =>
          entry(t.html('imports.numbered', { number, feed: t.title(title, url) })),
        ),
      ])
    },
    /** Asks which channel gets several addresses. */
    addSeveralToWhich: (addresses: readonly string[]) =>
      t.html('channels.addSeveralToWhich', {
        count: addresses.length,
        addresses: safe(
          report(
            t,
            addresses.map((address) => entry(t.html('format.bullet', { text: safe(code(address)) }))),
          ),
        ),
      }),
    settingsRestored: (channel: string) => t.html('imports.restored', { channel: nameFirst(t, channel) }),
    exported: (channel: string) => t.html('imports.exported', { channel }),
  }
}
