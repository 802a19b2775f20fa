/** Brings a backup to a deployed bot: the cells, who is who, then where short links lead, the newest first as far as the day allows. */
import * as v from 'valibot'
import { RESERVED } from '../../src/operator/door.ts'
import type { Report } from '../../src/operator/report.ts'
import { type Door, DoorProblem } from '../operator/door-client.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type Head, readBackup, type SavedDocument } from './file.ts'
import { sideBySide } from './side-by-side.ts'

const keysSchema = v.object({
  documents: v.array(v.object({ name: v.string() })),
  cursor: v.nullable(v.string()),
})

export interface RestoreOptions {
  readonly file: string
  readonly head: Head
  readonly since: 'send' | 'skip'
  readonly now: number
  readonly say: (words: string) => void
}

/** Looks through the whole file first: a broken one must not be restored by half. */
export async function readHead(file: string): Promise<Head> {
  let head: Head | null = null
  for await (const line of readBackup(file)) if (line.kind === 'paperboy-backup') head = line
  if (head === null) throw new OperatorProblem(`${file} is no backup.`, 'Choose a file that npm run backup wrote.')
  return head
}

/** @throws OperatorProblem where it cannot be restored there */
export function checkFits(head: Head, report: Report): void {
  if (head.bot !== report.botId)
    throw new OperatorProblem(
      'The backup is of another bot: its chats and messages are not this one’s.',
      'Deploy the bot of the backup first, with its own token.',
    )
  if (head.cells > report.cells)
    throw new OperatorProblem(
      `The backup has ${head.cells} cells, and the Worker ${report.cells}.`,
      `Deploy with as many: CELLS=${head.cells} npm run deploy`,
    )
}

export async function restoreTo(door: Door, { file, head, since, now, say }: RestoreOptions): Promise<void> {
  const backup = Date.parse(head.at)
  const documents: { readonly name: string; readonly at: number }[] = []
  for await (const line of readBackup(file)) {
    if (line.kind === 'cell') {
      await put(() =>
        door.text(`cells/${line.cell}?since=${since}&backup=${backup}`, { method: 'PUT', body: line.text }),
      )
      say(`Cell ${line.cell} is restored`)
    } else if (line.kind === 'directory') {
      await put(() => door.text(`directory?backup=${backup}`, { method: 'PUT', body: line.text }))
      say('People and channels are restored')
    } else if (line.kind === 'document' && isAlive(line, now)) {
      documents.push({ name: line.name, at: Number(/"at":(\d+)/u.exec(line.text.slice(0, 200))?.[1] ?? 0) })
    }
  }
  await restoreDocuments(door, file, documents, now, say)
}

function isAlive({ expiration }: SavedDocument, now: number): boolean {
  return expiration === null || expiration * 1000 > now
}

/** What is there already is not written again: each is written once, and never changes. */
async function restoreDocuments(
  door: Door,
  file: string,
  all: readonly { readonly name: string; readonly at: number }[],
  now: number,
  say: (words: string) => void,
): Promise<void> {
  const there = new Set<string>()
  for (const prefix of ['edition:', 'bodies:'])
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ prefix, ...(cursor === '' ? {} : { cursor }) })
      const page: v.InferOutput<typeof keysSchema> = await door.json(`documents?${query}`, keysSchema)
      for (const { name } of page.documents) there.add(name)
      ;({ cursor } = page)
    }
  const missing = all.filter(({ name }) => !there.has(name)).toSorted((one, other) => other.at - one.at)
  if (missing.length === 0) return say('Short links: all are there')
  let left = missing.length
  // The file may be larger than memory: it is gone through once for each round of links.
  for (let at = 0; at < missing.length; at += ROUND) {
    const round = new Set(missing.slice(at, at + ROUND).map(({ name }) => name))
    let some: SavedDocument[] = []
    let units = 0
    for await (const line of readBackup(file)) {
      if (line.kind !== 'document' || !round.has(line.name) || !isAlive(line, now)) continue
      some.push(line)
      units += line.text.length
      if (some.length < RESERVED && units < HELD_UNITS) continue
      left -= await putDocuments(door, some, left)
      some = []
      units = 0
    }
    left -= await putDocuments(door, some, left)
    say(`Short links: ${missing.length - left} of ${missing.length} editions and texts are restored`)
  }
}

/** UTF-16 units that are held at a time. */
const HELD_UNITS = 32_000_000

/** So many go in one pass through the file. */
const ROUND = 2000

async function putDocuments(door: Door, documents: readonly SavedDocument[], left: number): Promise<number> {
  if (documents.length === 0) return 0
  try {
    await put(() => door.text('reserve', { body: { kvReads: 0, kvWrites: documents.length } }))
    await sideBySide(documents, ({ name, text, expiration }) =>
      put(() =>
        door.text(`documents/${name}${expiration === null ? '' : `?expiration=${expiration}`}`, {
          method: 'PUT',
          body: text,
        }),
      ),
    )
    return documents.length
  } catch (problem) {
    if (!(problem instanceof DoorProblem) || problem.reason !== 'quota-spent') throw problem
    throw new OperatorProblem(
      `The bot is restored and works; ${left} editions of short links are left, as the day’s KV writes are used up.`,
      'Run the same command after midnight UTC: it goes on where it stopped, and leaves the rest as it is.',
    )
  }
}

/** KV takes one write a second to a key, and an object is busy for a moment: what is refused for that is tried again. */
async function put<Value>(work: () => Promise<Value>): Promise<Value> {
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
      if (problem.reason === 'quota-spent' || tries === TRIES) throw problem
      await new Promise((resolve) => setTimeout(resolve, tries * 1500))
    }
  }
}

const TRIES = 4
