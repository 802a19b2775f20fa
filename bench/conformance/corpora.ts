/** Runs the reader over the corpora beside the project, and counts. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Reader } from '../../scripts/parse/reader.ts'
import { messageOf } from '../../scripts/terminal.ts'
import { parseDate } from '../../src/feed/date.ts'
import { type FeedUrl, feedUrlSchema } from '../../src/model.ts'
import { checkSchema, judge } from './checks.ts'
import { counted, type Fault, nothing, type Score } from './score.ts'

/** The groups under `wellformed/` that test feeds rather than the cleaning of HTML. */
const coreGroups = [
  'rss',
  'rdf',
  'atom',
  'atom10',
  'amp',
  'namespace',
  'node_precedence',
  'media-rss',
  'itunes',
  'sgml',
]

const casesSchema = v.array(
  v.object({ file: v.string(), contentType: v.optional(v.nullable(v.string()), null), checks: v.array(checkSchema) }),
)
const manifestSchema = v.array(v.object({ file: v.string(), title: v.string(), contentType: v.string() }))

export interface Groups {
  readonly core: Score
  /** All groups by folder, including the core. */
  readonly all: ReadonlyMap<string, Score>
}

/** feedparser's own tests, with expectations of single fields. */
export async function feedparser(folder: string, reader: Reader): Promise<Groups> {
  const groups = new Map<string, Score>()
  let core = nothing
  for (const { file, contentType, checks } of await listed(path.join(folder, 'cases.json'), casesSchema)) {
    const fault = await faultOf(folder, file, contentType, reader, (feed) => {
      for (const check of checks) {
        const wrong = judge(check, feed)
        if (wrong !== null) return `${check.scope} ${check.field}: ${wrong}`
      }
      return null
    })
    const group = path.dirname(file)
    groups.set(group, counted(groups.get(group) ?? nothing, fault))
    if (coreGroups.some((name) => group === `wellformed/${name}`)) core = counted(core, fault)
  }
  return { core, all: groups }
}

/** Documents in many encodings, with right and wrong labels: the feed's title must be exact. */
export async function encodings(folder: string, reader: Reader): Promise<Score> {
  let score = nothing
  for (const { file, title, contentType } of await listed(path.join(folder, 'manifest.json'), manifestSchema)) {
    const fault = await faultOf(folder, file, contentType || null, reader, (feed) =>
      feed.title === title ? null : `expected ${JSON.stringify(title)}, found ${JSON.stringify(feed.title)}`,
    )
    score = counted(score, fault)
  }
  return score
}

/** Dates from real feeds: each must be parsed. */
export async function dates(file: string, now: number): Promise<Score> {
  const texts = await listed(file, v.array(v.string()))
  return texts.reduce((score, text) => {
    const isRead = parseDate(text, now) !== null
    return counted(score, isRead ? null : { name: text, what: 'not read' })
  }, nothing)
}

/** `threw`: feeds that could not be read; `empty`: feeds without items. */
export interface RealScore {
  readonly threw: number
  readonly empty: number
  readonly total: number
  readonly faults: readonly Fault[]
}

const feedFile = /\.(?:rss|atom|rdf|xml|json)$/u

/** Real feeds: each must be read, and have items. */
export async function realFeeds(folder: string, reader: Reader): Promise<RealScore> {
  const files = (await readdir(folder)).filter((file) => feedFile.test(file)).sort()
  const faults: Fault[] = []
  let empty = 0
  for (const file of files) {
    const fault = await faultOf(folder, file, null, reader, (feed) => (feed.items.length > 0 ? null : noItems))
    if (fault === null) continue
    faults.push(fault)
    if (fault.what === noItems) empty++
  }
  return { threw: faults.length - empty, empty, total: files.length, faults }
}

const noItems = 'no items'
type Verdict = (feed: Parameters<typeof judge>[1]) => string | null

async function faultOf(
  folder: string,
  file: string,
  contentType: string | null,
  reader: Reader,
  verdict: Verdict,
): Promise<Fault | null> {
  try {
    const bytes = await readFile(path.join(folder, file))
    const read = await reader.read({ bytes, contentType, url: addressOf(file) })
    const what = read.ok ? verdict(read.value) : read.problem.kind
    return what === null ? null : { name: file, what }
  } catch (problem) {
    return { name: file, what: messageOf(problem) }
  }
}

/** The file's address on feedparser's test server: some expectations are relative to it. */
function addressOf(file: string): FeedUrl {
  return v.parse(feedUrlSchema, `http://127.0.0.1:8097/${file}`)
}

async function listed<Schema extends v.GenericSchema>(file: string, schema: Schema): Promise<v.InferOutput<Schema>> {
  return v.parse(v.pipe(v.string(), v.parseJson(), schema), await readFile(file, 'utf8'))
}
