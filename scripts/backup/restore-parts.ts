/** Restores a backup: the cells, the directory, then the documents behind short links, the newest first. */
import * as v from 'valibot'
import type { AdminApi } from '../operator/admin-api.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { createdAt, documentPages, inParallel, prefixes, reserve, retried, type Sleep } from './documents.ts'
import { type Head, readBackup, type SavedDocument } from './file.ts'

const stateSchema = v.object({ state: v.picklist(['restored', 'already']) })
const stateWords = {
  restored: 'is restored',
  already: 'was restored from this backup before, and stays as it is',
} as const

export interface RestoreOptions {
  readonly file: string
  readonly head: Head
  /** What happens to items published since the backup. */
  readonly since: 'send' | 'skip'
  readonly now: number
  readonly say: (words: string) => void
  readonly sleep: Sleep
}

interface MissingDocument {
  readonly name: string
  readonly at: number
}

/** @returns how many documents of short links are left for another day */
export async function restoreTo(adminApi: AdminApi, options: RestoreOptions): Promise<number> {
  const { file, head, since, now, say, sleep } = options
  const backup = Date.parse(head.at)
  const documents: MissingDocument[] = []
  const putPart = (path: string, body: string) =>
    put(sleep, () => adminApi.json(path, stateSchema, { method: 'PUT', body }))
  for await (const line of readBackup(file)) {
    if (line.kind === 'cell') {
      const { state } = await putPart(`cells/${line.cell}?since=${since}&backup=${backup}`, line.text)
      say(`Cell ${line.cell} ${stateWords[state]}`)
    } else if (line.kind === 'directory') {
      const { state } = await putPart(`directory?backup=${backup}`, line.text)
      say(`The directory of people and channels ${stateWords[state]}`)
    } else if (line.kind === 'document' && isUnexpired(line, now)) {
      documents.push({ name: line.name, at: createdAt(line.text) ?? 0 })
    }
  }
  return restoreDocuments(adminApi, documents, options)
}

function isUnexpired({ expiration }: SavedDocument, now: number): boolean {
  return expiration === null || expiration * 1000 > now
}

/** Documents per reservation: small, so that the day's quota is used almost completely. */
const BATCH = 20
/** Maximum UTF-16 units of documents in memory. */
const HELD_UNITS = 32_000_000
/** Documents per pass through the file, which may be larger than memory. */
const DOCUMENTS_PER_PASS = 2000

/** Skips existing documents: each is written once and never changes. @returns how many are left */
async function restoreDocuments(
  adminApi: AdminApi,
  all: readonly MissingDocument[],
  { file, now, say, sleep }: RestoreOptions,
): Promise<number> {
  const existing = new Set<string>()
  for (const prefix of prefixes)
    for await (const page of documentPages(adminApi, prefix)) for (const { name } of page) existing.add(name)
  const missing = all.filter(({ name }) => !existing.has(name)).toSorted((one, other) => other.at - one.at)
  if (missing.length === 0) say('Short links: all are there')
  let left = missing.length
  const sayProgress = () => say(`Short links: ${missing.length - left} of ${missing.length} documents are restored`)
  for (let at = 0; at < missing.length; at += DOCUMENTS_PER_PASS) {
    const pass = new Set(missing.slice(at, at + DOCUMENTS_PER_PASS).map(({ name }) => name))
    let some: SavedDocument[] = []
    let units = 0
    for await (const line of readBackup(file)) {
      if (line.kind !== 'document' || !pass.has(line.name) || !isUnexpired(line, now)) continue
      some.push(line)
      units += line.text.length
      if (some.length < BATCH && units < HELD_UNITS) continue
      if (!(await putDocuments(adminApi, some, sleep))) {
        sayProgress()
        return left
      }
      left -= some.length
      some = []
      units = 0
    }
    if (await putDocuments(adminApi, some, sleep)) left -= some.length
    sayProgress()
    if (left > missing.length - Math.min(missing.length, at + DOCUMENTS_PER_PASS)) return left
  }
  return left
}

/** @returns false if the day's writes do not suffice */
async function putDocuments(adminApi: AdminApi, documents: readonly SavedDocument[], sleep: Sleep): Promise<boolean> {
  if (documents.length === 0) return true
  const request = (body: object) => put(sleep, () => adminApi.text('reserve', { body }))
  if (!(await reserve(request, { kvReads: 0, kvWrites: documents.length }))) return false
  await inParallel(documents, ({ name, text, expiration }) => {
    const path = `documents/${name}${expiration === null ? '' : `?expiration=${expiration}`}`
    return put(sleep, () => adminApi.text(path, { method: 'PUT', body: text }))
  })
  return true
}

const TRIES = 4
const RETRY_MS = 1500

/** KV allows one write a second per key, and an object may be busy: such refusals are retried. */
function put<Value>(sleep: Sleep, work: () => Promise<Value>): Promise<Value> {
  return retried(sleep, TRIES, work, ({ reason }, tried) => {
    if (reason === 'schema-newer')
      throw new OperatorProblem(
        'The backup was made by a newer Paperboy than the one that is deployed; nothing was changed.',
        'Bring these sources up to date (git pull), run npm run deploy, then restore.',
      )
    if (reason === 'stored-broken')
      throw new OperatorProblem('The backup is damaged; that part was not changed.', 'Choose another one.')
    if (reason === 'namespace-shared')
      throw new OperatorProblem(
        'The KV namespace holds another bot’s data; that part was not changed.',
        'Run npm run deploy, which gives this bot its own namespace, then restore.',
      )
    return reason === 'quota-spent' ? null : tried * RETRY_MS
  })
}
