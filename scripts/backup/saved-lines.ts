/** The lines of a backup, fetched from a deployed bot part by part. */
import type { Report } from '../../src/admin/report.ts'
import { limits } from '../../src/limits.ts'
import type { AdminApi } from '../operator/admin-api.ts'
import { createdAt, documentPages, inParallel, prefixes, reserve, retried, type Sleep } from './documents.ts'
import { headOf, type Line } from './file.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const TRIES = 8
const RETRY_MS = 15_000

export interface SaveOptions {
  readonly report: Report
  readonly final: boolean
  /** Saves only the short links of the last days; null: all. */
  readonly days: number | null
  readonly now: number
  readonly say: (words: string) => void
  readonly sleep: Sleep
  /** Gets the number of saved documents, repeatedly. */
  readonly progress: (documents: number) => void
}

export async function* savedLines(adminApi: AdminApi, options: SaveOptions): AsyncGenerator<Line> {
  const { report, final, now } = options
  const { cells, botId: bot } = report
  yield headOf({ bot, at: new Date(now).toISOString(), final, cells })
  for (let cell = 0; cell < cells; cell += 1)
    yield { kind: 'cell', cell, text: await cellText(adminApi, cell, options) }
  // After the cells: the directory then knows at least the new cell of a channel that moved meanwhile.
  yield { kind: 'directory', text: await adminApi.text('directory') }
  if (options.days === 0) return
  for (const prefix of prefixes) yield* documentLines(adminApi, prefix, options)
}

/** A retry may solve these. `namespace-shared`: KV may still return a value of the bot that the Worker ran before. */
const transientReasons: readonly string[] = ['seen-stale', 'kv-failed', 'namespace-shared']

/** KV may return an older value for about a minute after a cycle, and the two must match. */
function cellText(adminApi: AdminApi, cell: number, { sleep, say }: SaveOptions): Promise<string> {
  return retried(
    sleep,
    TRIES,
    () => adminApi.text(`cells/${cell}`),
    ({ reason }, tried) => {
      if (!transientReasons.includes(reason)) return null
      if (tried === 1) say('  … KV has not caught up with the last cycle yet; this takes a minute at most')
      return RETRY_MS
    },
  )
}

async function* documentLines(
  adminApi: AdminApi,
  prefix: string,
  { days, now, progress, say, sleep }: SaveOptions,
): AsyncGenerator<Line> {
  const oldest = days === null ? Number.NEGATIVE_INFINITY : now - days * DAY_MS
  const request = (body: object) => adminApi.text('reserve', { body })
  let count = 0
  for await (const page of documentPages(adminApi, prefix))
    for (let at = 0; at < page.length; at += limits.operator.reserved) {
      const some = page.slice(at, at + limits.operator.reserved)
      if (!(await reserve(request, { kvReads: some.length, kvWrites: 0 }))) {
        say('  ! The day’s KV reads are used up: some short links are missing in the backup; everything else is in it.')
        return
      }
      const texts = await inParallel(some, ({ name }) => textOf(adminApi, name, sleep))
      for (const [place, { name, expiration }] of some.entries()) {
        const text = texts[place] ?? null
        if (text === null || (createdAt(text) ?? now) < oldest) continue
        count += 1
        yield { kind: 'document', name, text, expiration }
      }
      progress(count)
    }
}

/** Retried, as there may be tens of thousands. @returns null: it has expired meanwhile */
async function textOf(adminApi: AdminApi, name: string, sleep: Sleep): Promise<string | null> {
  return retried<string | null>(
    sleep,
    TRIES,
    () =>
      adminApi.text(`documents/${name}`).catch((problem: unknown) => {
        if (problem instanceof Error && 'status' in problem && problem.status === 404) return null
        throw problem
      }),
    (_, tried) => tried * 1000,
  )
}
