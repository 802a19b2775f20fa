/** The backup file: gzipped lines of JSON. The last line proves that it is complete. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import * as v from 'valibot'
import { OperatorProblem } from '../operator/problem.ts'

/** Version of the file format; the parts in it have their own versions. */
const FORMAT = 1

export const headSchema = v.object({
  kind: v.literal('paperboy-backup'),
  format: v.number(),
  bot: v.number(),
  at: v.string(),
  /** Whether the bot was shut down for it. */
  final: v.boolean(),
  cells: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type Head = Readonly<v.InferOutput<typeof headSchema>>

export const documentSchema = v.object({
  kind: v.literal('document'),
  name: v.string(),
  text: v.string(),
  /** Epoch seconds; null: never. */
  expiration: v.nullable(v.number()),
})
export type SavedDocument = Readonly<v.InferOutput<typeof documentSchema>>

const lineSchema = v.variant('kind', [
  headSchema,
  v.object({ kind: v.literal('directory'), text: v.string() }),
  v.object({ kind: v.literal('cell'), cell: v.number(), text: v.string() }),
  documentSchema,
  v.object({ kind: v.literal('end'), lines: v.number() }),
])
export type Line = Readonly<v.InferOutput<typeof lineSchema>>

export function headOf(head: Omit<Head, 'kind' | 'format'>): Head {
  return { kind: 'paperboy-backup', format: FORMAT, ...head }
}

/** Writes a backup atomically. @returns the number of lines */
export async function writeBackup(file: string, lines: AsyncIterable<Line>): Promise<number> {
  let count = 0
  async function* texts() {
    for await (const line of lines) {
      count += 1
      yield `${JSON.stringify(line)}\n`
    }
    yield `${JSON.stringify({ kind: 'end', lines: count })}\n`
  }
  const unfinished = `${file}.unfinished`
  // It holds people's names and private channels.
  await pipeline(texts(), createGzip(), createWriteStream(unfinished, { mode: 0o600 }))
  await rename(unfinished, file)
  return count
}

/** Splits at line feeds only: texts contain other line separators, such as U+2028. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let parts: string[] = []
  for await (const chunk of stream) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n')
    parts.push(first)
    for (const next of others) {
      yield parts.join('')
      parts = [next]
    }
  }
  const last = parts.join('') + decoder.decode()
  if (last !== '') yield last
}

/** Reads all lines except the last. @throws OperatorProblem if the file is no backup, or incomplete */
export async function* readBackup(file: string): AsyncGenerator<Line> {
  const broken = (why: string) =>
    new OperatorProblem(`${file} cannot be restored: ${why}.`, 'Choose an unchanged file that npm run backup wrote.')
  let count = 0
  let isWhole = false
  const unpacked = createGunzip()
  const reading = pipeline(createReadStream(file), unpacked)
  // Its failure appears where the lines are read.
  reading.catch(() => {})
  try {
    for await (const text of linesOf(unpacked)) {
      const line = v.safeParse(v.pipe(v.string(), v.parseJson(), lineSchema), text)
      if (!line.success) throw broken(count === 0 ? 'it is no backup' : `line ${count + 1} is broken`)
      const { kind } = line.output
      if (kind === 'end') {
        isWhole = line.output.lines === count
        continue
      }
      if (count === 0 && kind !== 'paperboy-backup') throw broken('it is no backup')
      if (kind === 'paperboy-backup' && line.output.format > FORMAT)
        throw new OperatorProblem(`${file} was written by a newer Paperboy.`, 'Restore it with that version: git pull.')
      count += 1
      yield line.output
    }
    await reading
  } catch (problem) {
    if (problem instanceof OperatorProblem) throw problem
    throw broken(problem instanceof Error && 'code' in problem ? `${problem.message}` : 'it is damaged')
  }
  if (!isWhole) throw broken('its end is missing')
}
