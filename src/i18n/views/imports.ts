/** Several feeds at once: an import's progress, and reports that name each feed. */
import type { Added, Imported } from '../../cell/channel-api.ts'
import type { ImportProgress } from '../../cycle/import-progress.ts'
import { limits } from '../../limits.ts'
import type { FeedProblem } from '../../result.ts'
import { type LeftOut, nothingLeftOut } from '../../store/imports.ts'
import { code, type Html, lines, query } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { nameFirst } from './channels.ts'
import { whoseText } from './filters.ts'
import { problemText } from './problems.ts'

interface ReportLine {
  /** Null: entries that have no line. */
  readonly html: Html | null
  /** The number of entries that the line is about. */
  readonly entries: number
}

const heading = (html: Html): ReportLine => ({ html, entries: 0 })
const entry = (html: Html): ReportLine => ({ html, entries: 1 })

/** As many lines as fit into one message. The other entries are counted; headings, which say how many entries follow, always fit. */
function report(t: Translator, all: readonly ReportLine[]): Html {
  const { chunkUnits, reportLines } = limits.bot
  const unitsOf = ({ html }: ReportLine) => (html?.length ?? 0) + 1
  const headings = all.filter(({ entries }) => entries === 0)
  let units = headings.reduce((sum, each) => sum + unitsOf(each), 0)
  let entriesShown = 0
  let left = 0
  const shown = all.map((line) => {
    if (line.entries === 0) return line.html
    units += unitsOf(line)
    const isRoom = line.html !== null && headings.length + entriesShown < reportLines && units <= chunkUnits
    if (isRoom) entriesShown += 1
    else left += line.entries
    return isRoom ? line.html : null
  })
  return lines([...shown, left === 0 ? null : t.html('format.more', { count: left })])
}

/** What was not added. `url`: null if only an address as it was written is known, which is the title. */
type NotAdded = Pick<LeftOut, 'already' | 'wrong'> & {
  readonly over: {
    readonly count: number
    readonly first: readonly { readonly title: string; readonly url: string | null }[]
  }
}

function leftOutLines(t: Translator, { already, over, wrong }: NotAdded): readonly ReportLine[] {
  const unnamed = ({ count, first }: { readonly count: number; readonly first: readonly unknown[] }) =>
    count > first.length ? [{ html: null, entries: count - first.length }] : []
  return [
    ...wrong.first.map(({ text, problem }) => entry(wrongLine(t, text, problem))),
    ...unnamed(wrong),
    ...(over.count === 0 ? [] : [heading(t.html('imports.over', { count: over.count }))]),
    ...over.first.map(({ title, url }) => entry(t.html('format.bullet', { text: t.title(title || (url ?? ''), url) }))),
    ...unnamed(over),
    ...(already.count === 0 ? [] : [heading(t.html('imports.already', { count: already.count }))]),
    ...already.first.map(({ number, title, url }) =>
      entry(t.html('imports.numbered', { number, feed: t.title(title, url) })),
    ),
    ...unnamed(already),
  ]
}

/** A problem that shows the address needs no address before it. */
function wrongLine(t: Translator, text: string, problem: FeedProblem): Html {
  const said = safe(problemText(t, problem))
  return problem.kind === 'not-a-url'
    ? t.html('imports.wrongAddress', { problem: said })
    : t.html('imports.wrong', { text, problem: said })
}

/** The feeds that an import could read, apart from those that were there already. */
function readLines(t: Translator, read: ImportProgress['read']): readonly ReportLine[] {
  if (read.length === 0) return []
  return [
    heading(t.html('imports.readable')),
    ...read.map(({ number, title, url }) => entry(t.html('imports.works', { number, feed: t.title(title, url) }))),
  ]
}

export interface AddedAddress {
  readonly address: string
  readonly added: Added
}

/** Nothing for what `leftOutLines` lists. */
function addedLines(t: Translator, { address, added }: AddedAddress): readonly ReportLine[] {
  switch (added.kind) {
    case 'added': {
      const { number, title, url } = added.feed
      return [entry(t.html('imports.works', { number, feed: t.title(title, url) }))]
    }
    case 'choose':
      return [entry(t.html('imports.severalFeeds', { text: address }))]
    case 'watchable':
      return [entry(t.html('watching.sendAlone', { text: address }))]
    case 'failed':
      return [entry(wrongLine(t, address, added.problem))]
    default:
      return []
  }
}

/** As many addresses as fit into one message. @param units of each; absent: as many as `code` shows */
function addressList(t: Translator, addresses: readonly string[], units?: number): Html {
  return report(
    t,
    addresses.map((address) => entry(t.html('format.bullet', { text: safe(code(address, units)) }))),
  )
}

/** An imported filter that has several readings. */
export interface UnclearImport {
  /** Title of the feed; null: the channel's filter. */
  readonly feed: string | null
  readonly query: string
  readonly reading: string
}

function unclearText(t: Translator, channel: string, { feed, query: written, reading }: UnclearImport): Html {
  return t.html('filters.importedUnclear', {
    whose: safe(whoseText(t, channel, feed === null ? null : { title: feed })),
    query: safe(query(written)),
    reading: safe(query(reading)),
  })
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
        ...leftOutLines(t, leftOut),
        ...(isDone ? readLines(t, read) : []),
      ]),
    /** The report about several addresses of one message. */
    addedSeveral: (results: readonly AddedAddress[], channel: string) => {
      const already = results.flatMap(({ added }) => (added.kind === 'already' ? [added.feed] : []))
      const over = results.flatMap(({ address: title, added }) =>
        added.kind === 'over' || added.kind === 'full' ? [{ title, url: null }] : [],
      )
      const added = results.filter((each) => each.added.kind === 'added').length
      return report(t, [
        heading(
          added === 0
            ? t.html('imports.nothingNew', { channel })
            : t.html('imports.addedSeveral', { channel, added, total: results.length }),
        ),
        ...results.flatMap((each) => addedLines(t, each)),
        ...leftOutLines(t, {
          wrong: nothingLeftOut.wrong,
          over: { count: over.length, first: over },
          already: { count: already.length, first: already },
        }),
      ])
    },
    /** Asks which channel gets several addresses. */
    addSeveralToWhich: (addresses: readonly string[]) =>
      t.html('channels.addSeveralToWhich', { count: addresses.length, addresses: safe(addressList(t, addresses)) }),
    /** Asks for the address of one of a page's feeds. */
    chooseAddress: (feeds: readonly { readonly url: string }[]) =>
      t.html('feeds.chooseAddress', {
        addresses: safe(
          addressList(
            t,
            feeds.map(({ url }) => url),
            limits.feed.linkUnits,
          ),
        ),
      }),
    /** @param dropped items of the last 48 hours, if the imported filters would have dropped all of them @param unclear filters that have several readings */
    settingsRestored: (channel: string, dropped: number | null, unclear: readonly UnclearImport[]) =>
      report(t, [
        heading(t.html('imports.restored', { channel: nameFirst(t, channel) })),
        ...(dropped === null ? [] : [heading(t.html('filters.importedDropsAll', { total: dropped }))]),
        ...unclear.map((each) => entry(unclearText(t, channel, each))),
      ]),
    exported: (channel: string) => t.html('imports.exported', { channel }),
  }
}
