/** Times one parser in its own thread, so that optimised code and garbage are not shared. */
import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { feedUrlSchema, packedKeysSchema } from '../../src/model.ts'
import { load } from './contenders.ts'
import type { Answer } from './warm.ts'

/** The thread's task. */
const taskSchema = v.object({
  contender: v.string(),
  given: v.object({
    bytes: v.instance(Uint8Array),
    url: feedUrlSchema,
    known: packedKeysSchema,
    hash: v.nullable(v.string()),
    first: v.boolean(),
  }),
  warmUpMs: v.number(),
  timedMs: v.number(),
})

const MIN_PARSES = 5

async function time(): Promise<Answer> {
  const { contender, given, warmUpMs, timedMs } = v.parse(taskSchema, workerData)
  const read = await load(contender)
  const parseFor = async (ms: number): Promise<number[]> => {
    const times: number[] = []
    const end = performance.now() + ms
    while (times.length < MIN_PARSES || performance.now() < end) {
      const start = performance.now()
      const found = read(given)
      if (typeof found !== 'number') await found
      times.push(performance.now() - start)
    }
    return times
  }
  await parseFor(warmUpMs)
  return { kind: 'timed', ms: await parseFor(timedMs) }
}

parentPort?.postMessage(
  await time().catch(
    (problem: unknown): Answer => ({
      kind: 'unable',
      why: problem instanceof Error ? problem.message : String(problem),
    }),
  ),
)
