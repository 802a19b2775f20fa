/** Fetches all that a deployed bot knows, part by part. */
import * as v from 'valibot'
import type { Report } from '../../src/admin/report.ts'
import { limits } from '../../src/limits.ts'
import { type Door, DoorProblem } from '../operator/door-client.ts'
import { headOf, type Line } from './file.ts'
import { sideBySide } from './side-by-side.ts'

const pageSchema = v.object({
  documents: v.array(v.object({ name: v.string(), expiration: v.nullable(v.number()) })),
  cursor: v.nullable(v.string()),
})
const DAY_SECONDS = 24 * 60 * 60

export interface SaveOptions {
  readonly report: Report
  readonly final: boolean
  readonly days: number | null
  readonly now: number
  readonly say: (words: string) => void
  readonly sleep: (ms: number) => Promise<void>
  /** Told now and then how many short links' editions are saved. */
  readonly progress: (documents: number) => void
}

export async function* savedLines(door: Door, options: SaveOptions): AsyncGenerator<Line> {
  const { report, final, now } = options
  const { cells, botId: bot } = report
  yield headOf({ bot, at: new Date(now).toISOString(), final, cells })
  for (let cell = 0; cell < cells; cell += 1) yield { kind: 'cell', cell, text: await cellText(door, cell, options) }
  // After the cells: a channel that moved meanwhile is at least known where it is.
  yield { kind: 'directory', text: await door.text('directory') }
  if (options.days === 0) return
  for (const prefix of ['edition:', 'bodies:']) yield* documentLines(door, prefix, options)
}

/** KV may answer with an older memory for a minute or so after a cycle; the two must belong together. */
async function cellText(door: Door, cell: number, { sleep, say }: SaveOptions): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await door.text(`cells/${cell}`)
    } catch (problem) {
      const isPassing = problem instanceof DoorProblem && passing.includes(problem.reason)
      if (!isPassing || tries === TRIES) throw problem
      if (tries === 1) say('  … KV has not caught up with the last cycle yet; a minute at most')
      await sleep(AGAIN_MS)
    }
  }
}

/** `namespace-shared`: perhaps an old value of the bot that the Worker ran before. */
const passing: readonly string[] = ['seen-stale', 'kv-failed', 'namespace-shared']
const TRIES = 8
const AGAIN_MS = 15_000

async function* documentLines(
  door: Door,
  prefix: string,
  { days, now, progress, say, sleep }: SaveOptions,
): AsyncGenerator<Line> {
  let count = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ prefix, ...(cursor === '' ? {} : { cursor }) })
    const page: v.InferOutput<typeof pageSchema> = await door.json(`documents?${query}`, pageSchema)
    for (let at = 0; at < page.documents.length; at += limits.operator.reserved) {
      const some = page.documents.slice(at, at + limits.operator.reserved)
      if (!(await reserve(door, some.length))) {
        say('  ! The day’s KV reads are used up: not all short links are in the backup, but all else is.')
        return
      }
      const texts = await sideBySide(some, ({ name }) => textOf(door, name, sleep))
      for (const [place, { name, expiration }] of some.entries()) {
        const text = texts[place] ?? null
        if (text === null || isOlder(text, days, now)) continue
        count += 1
        yield { kind: 'document', name, text, expiration }
      }
      progress(count)
    }
    ;({ cursor } = page)
  }
}

/** A lost connection is tried again: there may be tens of thousands. @returns null: it has expired meanwhile */
async function textOf(door: Door, name: string, sleep: SaveOptions['sleep']): Promise<string | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await door.text(`documents/${name}`)
    } catch (problem) {
      if (!(problem instanceof DoorProblem)) throw problem
      if (problem.status === 404) return null
      if (tries === TRIES) throw problem
      await sleep(tries * 1000)
    }
  }
}

/** @returns false: the day's reads do not last for these; what is left is for readers */
async function reserve(door: Door, kvReads: number): Promise<boolean> {
  try {
    await door.text('reserve', { body: { kvReads, kvWrites: 0 } })
    return true
  } catch (problem) {
    if (problem instanceof DoorProblem && problem.reason === 'quota-spent') return false
    throw problem
  }
}

/** An edition says when it was made, near its beginning. */
function isOlder(text: string, days: number | null, now: number): boolean {
  if (days === null) return false
  const at = Number(/"at":(\d+)/u.exec(text.slice(0, 200))?.[1] ?? now)
  return at < now - days * DAY_SECONDS * 1000
}
