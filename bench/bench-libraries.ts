/** Compares the project's HTML tokenizer with htmlparser2, in time and size: docs/notes/libraries.md. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { Parser } from 'htmlparser2'
import { decodeBody } from '../src/feed/decode.ts'
import { plainText } from '../src/feed/html-to-text/plain-text.ts'
import { medianMs } from './median.ts'

const ROUNDS = 31
/** UTF-16 units of text that a summary is made of. */
const SUMMARY_UNITS = 1000
const root = path.resolve(import.meta.dirname, '..')
const corpus = process.argv[2] ?? path.join(root, '..', 'shared', 'corpora', 'bench')

/** The content of each element with one of these names, without CDATA markers. */
function contentsOf(names: string): readonly string[] {
  const element = new RegExp(`<(${names})(?:\\s[^>]*)?>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</\\1>`, 'gu')
  return readdirSync(corpus).flatMap((file) => {
    const { raw, decode } = decodeBody(readFileSync(path.join(corpus, file)), null)
    return [...decode(raw).matchAll(element)].map(([, , content = '']) => content)
  })
}

/** The same as `plainText`, with htmlparser2. */
function htmlparser2Text(html: string): string {
  let text = ''
  let hiddenDepth = 0
  const parser = new Parser({
    onopentag(name) {
      if (/^(?:script|style)$/u.test(name)) hiddenDepth += 1
    },
    onclosetag(name) {
      if (/^(?:script|style)$/u.test(name)) hiddenDepth -= 1
      else if (/^(?:p|div|br|li)$/u.test(name)) text += '\n'
    },
    ontext(part) {
      if (hiddenDepth === 0) text += part
      if (text.length >= SUMMARY_UNITS) parser.pause()
    },
  })
  parser.write(html)
  return text
}

/** Minified size of an import in bytes. */
async function sizeOf(code: string): Promise<number> {
  const stdin = { contents: code, resolveDir: root, loader: 'ts' as const }
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: 'esm', write: false })
  return outputFiles[0]?.contents.length ?? 0
}

const descriptions = contentsOf('description|content:encoded|content|summary')
/** ms for all descriptions. */
const time = (work: (html: string) => string) =>
  medianMs(ROUNDS, () => {
    for (const html of descriptions) work(html)
  })
const ours = time((html) => plainText(html, SUMMARY_UNITS))
const theirs = time(htmlparser2Text)
console.log(`${descriptions.length} texts: ours ${ours.toFixed(1)} ms, htmlparser2 ${theirs.toFixed(1)} ms`)

const imports = {
  entities: "export { decodeHTML } from 'entities/decode'",
  'html-tokens.ts': "export { htmlTokenizer } from './src/text/html-tokens.ts'",
  htmlparser2: "export { Parser } from 'htmlparser2'",
}
for (const [name, code] of Object.entries(imports)) console.log(`${name}: ${await sizeOf(code)} bytes minified`)
