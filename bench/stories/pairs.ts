/** Labelled pairs of headlines: JSON Lines, a pair a line. */
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'

const pairSchema = v.object({
  /** BCP 47. */
  lang: v.string(),
  a: v.string(),
  b: v.string(),
  /** Whether both tell the same story. */
  same: v.boolean(),
  /** The kind of difference. */
  kind: v.optional(v.string(), ''),
  /** Texts of the items, where they are known. */
  textA: v.optional(v.string(), ''),
  textB: v.optional(v.string(), ''),
})
export type Pair = Readonly<v.InferOutput<typeof pairSchema>>

/** @throws where a file cannot be read or a line is no pair, naming both */
export async function readPairs(files: readonly string[]): Promise<readonly Pair[]> {
  const read = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })))
  return read.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, at) => {
      if (line.trim() === '') return []
      const pair = v.safeParse(v.pipe(v.string(), v.parseJson(), pairSchema), line)
      if (!pair.success) throw new Error(`${file}:${at + 1}: ${pair.issues[0].message}`)
      return [pair.output]
    }),
  )
}
