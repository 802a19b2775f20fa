/** `npm run parse -- FILE|URL...`: prints feeds as JSON, read in workerd as when deployed. */
import { readFile } from 'node:fs/promises'
import { feedUrl } from '../src/feed/http/address.ts'
import { fetchDocument } from '../src/feed/http/fetch-document.ts'
import { unpack } from '../src/feed/http/unpack.ts'
import { limits } from '../src/limits.ts'
import type { FeedUrl } from '../src/model.ts'
import { noValidators } from '../src/polling.ts'
import { err, ok, type Result } from '../src/result.ts'
import { parseArguments } from './commands.ts'
import { commandLine } from './operator/run-command.ts'
import type { Document, PrintedFeed } from './parse/document.ts'
import { problemText, startReader } from './parse/reader.ts'
import { createShutdown, shutDownOnSignals } from './shutdown.ts'
import { messageOf } from './terminal.ts'

const { sources, contentType, url } = commandLine('parse', parseArguments)
/** Addresses of this machine are allowed. */
const rules = { allowPrivate: true }
const shutdown = createShutdown({ say: console.error })
shutDownOnSignals(shutdown)

/** A document from a file or the web. */
async function load(source: string): Promise<Result<Document, string>> {
  const isRemote = /^(?:https?|feed):/iu.test(source)
  const address = feedUrl(isRemote ? source : url, rules)
  if (!address.ok) return err(problemText(address.problem))
  if (!isRemote)
    return readFile(source).then(
      (bytes) => unpackedFile(bytes, address.value),
      (problem: unknown) => err(messageOf(problem)),
    )
  const fetched = await fetchDocument(address.value, noValidators, { ...rules, fetch, now: Date.now() })
  if (fetched.kind === 'failed') return err(problemText(fetched.problem))
  if (fetched.kind === 'unchanged') return err(problemText({ kind: 'empty-document' }))
  fetched.release()
  return ok({ bytes: fetched.bytes, contentType: contentType ?? fetched.contentType, url: fetched.url })
}

/** A file, read like a body without a label. */
async function unpackedFile(bytes: Uint8Array, address: FeedUrl): Promise<Result<Document, string>> {
  const { bodyBytes } = limits.feed
  const unpacked = await unpack(bytes.subarray(0, bodyBytes), null, bodyBytes)
  if (unpacked.kind === 'document') return ok({ bytes: unpacked.bytes, contentType, url: address })
  if (unpacked.kind === 'archive') return err(problemText({ kind: 'packed-file', format: unpacked.format }))
  return err(problemText({ kind: 'damaged-answer', host: new URL(address).host }))
}

/** One feed alone is laid out for people; several are one line each, for programs. */
function print(read: Result<PrintedFeed, string>, source: string): void {
  const isAlone = sources.length === 1
  if (read.ok) console.log(JSON.stringify(read.value, null, isAlone ? 2 : undefined))
  else if (isAlone) console.error(`${source}: ${read.problem}`)
  else console.log(JSON.stringify({ error: read.problem, source }))
}

const reader = await startReader()
shutdown.add('The reader', reader.stop)
let code = 0
for (const source of sources) {
  const document = await load(source)
  const read = document.ok ? await reader.read(document.value) : document
  const printed = read.ok ? read : err(typeof read.problem === 'string' ? read.problem : problemText(read.problem))
  print(printed, source)
  if (!printed.ok) code = 1
}
await shutdown.end('', code)
