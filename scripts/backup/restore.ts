/** Brings a backup to a deployed bot: the cells, who is who, then where short links lead, the newest first as far as the day allows. */
import * as v from 'valibot'
import type { Report } from '../../src/admin/report.ts'
import { type Door, DoorProblem } from '../operator/door-client.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type Head, readBackup, type SavedDocument } from './file.ts'
import { sideBySide } from './side-by-side.ts'

const keysSchema = v.object({
  documents: v.array(v.object({ name: v.string() })),
  cursor: v.nullable(v.string()),
})

const stateSchema = v.object({ state: v.picklist(['restored', 'already']) })
const stateWords = {
  restored: 'is restored',
  already: 'was restored from this backup before, and stays as it is',
} as const

export interface RestoreOptions {
  readonly file: string
  readonly head: Head
  readonly since: 'send' | 'skip'
  readonly now: number
  readonly say: (words: string) => void
  readonly sleep: Sleep
}
type Sleep = (ms: number) => Promise<void>

/** Looks through the whole file first: a broken one must not be restored by half. */
export async function readHead(file: string): Promise<Head> {
  let head: Head | null = null
  for await (const line of readBackup(file)) if (line.kind === 'paperboy-backup') head = line
  if (head === null) throw new OperatorProblem(`${file} is no backup.`, 'Choose a file that npm run backup wrote.')
  return head
}

const count = (cells: number) => `${cells} cell${cells === 1 ? '' : 's'}`

/** @throws OperatorProblem where it cannot be restored there */
export function checkFits(head: Head, report: Report): void {
  if (head.bot !== report.botId)
    throw new OperatorProblem(
      'The backup is of another bot: its chats and messages are not this one’s.',
      'Deploy the bot of the backup first, with its own token.',
    )
  if (head.cells !== report.cells)
    throw new OperatorProblem(
      `The backup has ${count(head.cells)}, and the Worker ${count(report.cells)}.`,
      `Set CELLS = "${head.cells}" in wrangler.toml and run npm run deploy; later it may be more.`,
    )
}

/** @returns how many documents of short links are left for another day */
export async function restoreTo(door: Door, options: RestoreOptions): Promise<number> {
  const { file, head, since, now, say, sleep } = options
  const backup = Date.parse(head.at)
  const documents: { readonly name: string; readonly at: number }[] = []
  for await (const line of readBackup(file)) {
    if (line.kind === 'cell') {
      const to = `cells/${line.cell}?since=${since}&backup=${backup}`
      const { state } = await put(sleep, () => door.json(to, stateSchema, { method: 'PUT', body: line.text }))
      say(`Cell ${line.cell} ${stateWords[state]}`)
    } else if (line.kind === 'directory') {
      const to = `directory?backup=${backup}`
      const { state } = await put(sleep, () => door.json(to, stateSchema, { method: 'PUT', body: line.text }))
      say(`The directory of people and channels ${stateWords[state]}`)
    } else if (line.kind === 'document' && isAlive(line, now)) {
      documents.push({ name: line.name, at: Number(/"at":(\d+)/u.exec(line.text.slice(0, 200))?.[1] ?? 0) })
    }
  }
  return restoreDocuments(door, documents, options)
}

function isAlive({ expiration }: SavedDocument, now: number): boolean {
  return expiration === null || expiration * 1000 > now
}

/** What is there already is not written again: each is written once, and never changes. @returns how many are left */
async function restoreDocuments(
  door: Door,
  all: readonly { readonly name: string; readonly at: number }[],
  { file, now, say, sleep }: RestoreOptions,
): Promise<number> {
  const there = new Set<string>()
  for (const prefix of ['edition:', 'bodies:'])
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ prefix, ...(cursor === '' ? {} : { cursor }) })
      const page: v.InferOutput<typeof keysSchema> = await door.json(`documents?${query}`, keysSchema)
      for (const { name } of page.documents) there.add(name)
      ;({ cursor } = page)
    }
  const missing = all.filter(({ name }) => !there.has(name)).toSorted((one, other) => other.at - one.at)
  if (missing.length === 0) say('Short links: all are there')
  let left = missing.length
  const told = () => say(`Short links: ${missing.length - left} of ${missing.length} editions and texts are restored`)
  // The file may be larger than memory: it is gone through once for each round of links.
  for (let at = 0; at < missing.length; at += ROUND) {
    const round = new Set(missing.slice(at, at + ROUND).map(({ name }) => name))
    let some: SavedDocument[] = []
    let units = 0
    for await (const line of readBackup(file)) {
      if (line.kind !== 'document' || !round.has(line.name) || !isAlive(line, now)) continue
      some.push(line)
      units += line.text.length
      if (some.length < WRITTEN && units < HELD_UNITS) continue
      const hadRoom = await putDocuments(door, some, sleep)
      if (!hadRoom) {
        told()
        return left
      }
      left -= some.length
      some = []
      units = 0
    }
    if (await putDocuments(door, some, sleep)) left -= some.length
    told()
    if (left > missing.length - Math.min(missing.length, at + ROUND)) return left
  }
  return left
}

/** So many are written at once: what is left of a day's quota is used to within as many. */
const WRITTEN = 20

/** UTF-16 units that are held at a time. */
const HELD_UNITS = 32_000_000

/** So many go in one pass through the file. */
const ROUND = 2000

/** @returns false: the day's writes do not last for these */
async function putDocuments(door: Door, documents: readonly SavedDocument[], sleep: Sleep): Promise<boolean> {
  if (documents.length === 0) return true
  try {
    await put(sleep, () => door.text('reserve', { body: { kvReads: 0, kvWrites: documents.length } }))
  } catch (problem) {
    if (problem instanceof DoorProblem && problem.reason === 'quota-spent') return false
    throw problem
  }
  await sideBySide(documents, ({ name, text, expiration }) =>
    put(sleep, () =>
      door.text(`documents/${name}${expiration === null ? '' : `?expiration=${expiration}`}`, {
        method: 'PUT',
        body: text,
      }),
    ),
  )
  return true
}

/** KV takes one write a second to a key, and an object is busy for a moment: what is refused for that is tried again. */
async function put<Value>(sleep: Sleep, work: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (problem) {
      if (!(problem instanceof DoorProblem)) throw problem
      if (problem.reason === 'schema-newer')
        throw new OperatorProblem(
          'The backup was made by a newer Paperboy than the one that is deployed; nothing was changed.',
          'Bring these sources up to date (git pull), run npm run deploy, then restore.',
        )
      if (problem.reason === 'stored-broken')
        throw new OperatorProblem('The backup is damaged; nothing of that part was changed.', 'Choose another one.')
      if (problem.reason === 'namespace-shared')
        throw new OperatorProblem(
          'The KV namespace holds what another bot remembers; nothing of that part was changed.',
          'Run npm run deploy, which gives this bot a namespace of its own, then restore.',
        )
      if (problem.reason === 'quota-spent' || tries === TRIES) throw problem
      await sleep(tries * 1500)
    }
  }
}

const TRIES = 4
