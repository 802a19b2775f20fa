/** Times warm contenders one after the other, round by round, so that a busy moment affects all of them. */
import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { median } from '../median.ts'
import type { Given } from './contenders.ts'

/** A contender with its input, by its name in the table. */
export interface Entrant {
  readonly name: string
  readonly contender: string
  readonly given: Given
}

export interface WarmOptions {
  readonly rounds: number
  /** Warm-up and measuring time of each contender in a round. */
  readonly warmUpMs: number
  readonly timedMs: number
}

/** A thread's answer: times of single parses in ms, or why the document cannot be parsed. */
const answerSchema = v.variant('kind', [
  v.object({ kind: v.literal('timed'), ms: v.array(v.number()) }),
  v.object({ kind: v.literal('unable'), why: v.string() }),
])
export type Answer = v.InferOutput<typeof answerSchema>

/** The median parse in ms, or why a contender cannot parse the document. */
export type Time = { readonly ms: number } | { readonly unable: string }

/** Times all contenders, by name. */
export async function warm(
  entrants: readonly Entrant[],
  { rounds, ...spans }: WarmOptions,
): Promise<ReadonlyMap<string, Time>> {
  const unable = new Map<string, string>()
  const readings = new Map<string, number[]>(entrants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const { name, contender, given } of entrants) {
      if (unable.has(name)) continue
      const answer = await inThread({ contender, given, ...spans })
      if (answer.kind === 'unable') unable.set(name, answer.why)
      else readings.get(name)?.push(...answer.ms)
    }
  return medians(readings, unable)
}

/** Results by contender. */
export function medians(
  readings: ReadonlyMap<string, readonly number[]>,
  unable: ReadonlyMap<string, string>,
): ReadonlyMap<string, Time> {
  return new Map(
    [...readings].map(([name, ms]) => {
      const why = unable.get(name)
      return [name, why === undefined ? { ms: median(ms) } : { unable: why }]
    }),
  )
}

async function inThread(task: object): Promise<Answer> {
  const worker = new Worker(path.join(import.meta.dirname, 'runner.ts'), { workerData: task })
  try {
    const [answer] = await once(worker, 'message')
    return v.parse(answerSchema, answer)
  } finally {
    await worker.terminate()
  }
}
