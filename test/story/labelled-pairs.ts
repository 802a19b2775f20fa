/** Labelled pairs of headlines about invented events, one file per language in `pairs/`. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'

const pairSchema = v.strictObject({
  /** BCP 47. */
  lang: v.pipe(v.string(), v.nonEmpty()),
  a: v.pipe(v.string(), v.nonEmpty()),
  b: v.pipe(v.string(), v.nonEmpty()),
  /** Whether both headlines report the same story. */
  same: v.boolean(),
  /** How the headlines differ, such as `negation` or `suffix`. */
  kind: v.pipe(v.string(), v.nonEmpty()),
  /** The articles' first sentences; a pair has both or neither. */
  textA: v.optional(v.pipe(v.string(), v.nonEmpty())),
  textB: v.optional(v.pipe(v.string(), v.nonEmpty())),
})

export type HeadlinePair = Readonly<v.InferOutput<typeof pairSchema>>

/** Parses one JSON object a line. Throws at the first line that is not a pair, with its number. */
export function parsePairs(jsonLines: string): readonly HeadlinePair[] {
  return jsonLines.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [v.parse(pairSchema, JSON.parse(line))]
    } catch (cause) {
      throw new Error(`line ${index + 1} is not a labelled pair`, { cause })
    }
  })
}

const folder = path.join(import.meta.dirname, 'pairs')

/** All pairs, by language (BCP 47). */
export function readLabelledPairs(): ReadonlyMap<string, readonly HeadlinePair[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
  return new Map(
    files
      .sort()
      .map((file) => [path.basename(file, '.jsonl'), parsePairs(readFileSync(path.join(folder, file), 'utf8'))]),
  )
}
