/** Compares our reading of HTML with `htmlparser2`, in time and size: docs/notes/libraries.md. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { Parser } from 'htmlparser2'
import { decodeBody } from '../src/feed/decode.ts'
import { plainText } from '../src/feed/html-to-text/plain-text.ts'
import { median } from './bench/warm.ts'

const ROUNDS = 31
/** How much of a text makes a summary. UTF-16 units */
const ENOUGH = 1000
const root = path.resolve(import.meta.dirname, '..')
const corpus = process.argv[2] ?? path.join(root, '..', 'shared', 'corpora', 'bench')

/** The inside of each element of these names, CDATA opened. */
function insidesOf(names: string): readonly string[] {
  const element = new RegExp(`<(${names})(?:\\s[^>]*)?>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</\\1>`, 'gu')
  return readdirSync(corpus).flatMap((file) => {
    const { raw, decode } = decodeBody(readFileSync(path.join(corpus, file)), null)
    return [...decode(raw).matchAll(element)].map(([, , inside = '']) => inside)
  })
}

/** What `plainText` does, with htmlparser2. */
function htmlparser2Text(html: string): string {
  let text = ''
  let unseen = 0
  const parser = new Parser({
    onopentag(name) {
      if (/^(?:script|style)$/u.test(name)) unseen += 1
    },
    onclosetag(name) {
      if (/^(?:script|style)$/u.test(name)) unseen -= 1
      else if (/^(?:p|div|br|li)$/u.test(name)) text += '\n'
    },
    ontext(part) {
      if (unseen === 0) text += part
      if (text.length >= ENOUGH) parser.pause()
    },
  })
  parser.write(html)
  return text
}

/** The median of some rounds over all texts, ms. */
function time(texts: readonly string[], work: (text: string) => string): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    let units = 0
    for (const text of texts) units += work(text).length
    return units === 0 ? Number.NaN : performance.now() - start
  })
  return median(rounds.slice(ROUNDS >> 2))
}

/** Minified bytes that an import takes of a Worker. */
async function weightOf(code: string): Promise<number> {
  const stdin = { contents: code, resolveDir: root, loader: 'ts' as const }
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: 'esm', write: false })
  return outputFiles[0]?.contents.length ?? 0
}

const descriptions = insidesOf('description|content:encoded|content|summary')
const ours = time(descriptions, (html) => plainText(html, ENOUGH))
const theirs = time(descriptions, htmlparser2Text)
console.log(`${descriptions.length} texts: ours ${ours.toFixed(1)} ms, htmlparser2 ${theirs.toFixed(1)} ms`)

const weights = {
  entities: "export { decodeHTML } from 'entities/decode'",
  'html-tokens.ts': "export { htmlTokenizer } from './src/text/html-tokens.ts'",
  htmlparser2: "export { Parser } from 'htmlparser2'",
}
for (const [name, code] of Object.entries(weights)) console.log(`${name}: ${await weightOf(code)} bytes minified`)
