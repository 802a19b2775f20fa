/** `npm run parse -- FILE|URL...`: prints what the reader makes of feeds as JSON, read in workerd as when deployed. */
import { readFile } from 'node:fs/promises'
import { feedUrl } from '../src/feed/http/address.ts'
import { fetchDocument } from '../src/feed/http/fetch-document.ts'
import { noValidators } from '../src/polling.ts'
import { err, type FeedProblem, ok, type Result } from '../src/result.ts'
import { createEnding, endOnSignals } from './ending.ts'
import { type ParseArguments, parseArguments, usage } from './parse/arguments.ts'
import type { Document, PrintedFeed } from './parse/document.ts'
import { startReader } from './parse/reader.ts'
import { inWords } from './parse/words.ts'
import { wordsOf } from './terminal.ts'

const complain = (words: string) => console.error(words)
/** One's own machine may be read from. */
const rules = { allowPrivate: true }

/** A document from a file or the web. Fails with what is wrong, in words. */
async function load(source: string, { contentType, url }: ParseArguments): Promise<Result<Document, string>> {
  if (/^(?:https?|feed):/iu.test(source)) return download(source, contentType)
  const address = feedUrl(url, rules)
  if (!address.ok) return err(inWords(address.problem))
  try {
    return ok({ bytes: await readFile(source), contentType, url: address.value })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}

async function download(source: string, contentType: string | null): Promise<Result<Document, string>> {
  const address = feedUrl(source, rules)
  if (!address.ok) return err(inWords(address.problem))
  const fetched = await fetchDocument(address.value, noValidators, { ...rules, fetch, now: Date.now() })
  if (fetched.kind === 'failed') return err(inWords(fetched.problem))
  if (fetched.kind === 'unchanged') return err(inWords({ kind: 'empty-document' }))
  fetched.release()
  return ok({ bytes: fetched.bytes, contentType: contentType ?? fetched.contentType, url: fetched.url })
}

/** One source alone is for people, and laid out; several are for programs, a line each. */
function print(found: Result<PrintedFeed, string>, source: string, isAlone: boolean): void {
  if (found.ok) console.log(JSON.stringify(found.value, null, isAlone ? 2 : undefined))
  else if (isAlone) complain(`${source}: ${found.problem}`)
  else console.log(JSON.stringify({ error: found.problem, source }))
}

function worded(found: Result<PrintedFeed, FeedProblem>): Result<PrintedFeed, string> {
  return found.ok ? found : err(inWords(found.problem))
}

async function main(): Promise<number> {
  const wanted = parseArguments(process.argv.slice(2))
  if (!wanted.ok) {
    complain(`${wanted.problem}\n\n${usage}`)
    return 2
  }
  const { sources } = wanted.value
  const reader = await startReader()
  ending.add('The reader', reader.stop)
  let code = 0
  for (const source of sources) {
    const document = await load(source, wanted.value)
    const found = document.ok ? worded(await reader.read(document.value)) : document
    print(found, source, sources.length === 1)
    if (!found.ok) code = 1
  }
  return code
}

const ending = createEnding({ say: complain })
endOnSignals(ending)
await ending.end('', await main())
