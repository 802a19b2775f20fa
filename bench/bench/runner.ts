/** Times one parser in its own thread, so that optimised code and garbage are not shared. */
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

const MIN_BATCHES = 5
/** CPU time is counted in steps of up to a millisecond. */
const BATCH_MS = 20

/** The thread's CPU time, which other processes hardly change. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

async function time(): Promise<Answer> {
  const { contender, given, warmUpMs, timedMs } = v.parse(taskSchema, workerData)
  const read = await load(contender)
  const parseFor = async (ms: number): Promise<number[]> => {
    const times: number[] = []
    const end = cpuMs() + ms
    while (times.length < MIN_BATCHES || cpuMs() < end) {
      const start = cpuMs()
      let parses = 0
      do {
        const found = read(given)
        if (typeof found !== 'number') await found
        parses++
      } while (cpuMs() < start + BATCH_MS)
      times.push((cpuMs() - start) / parses)
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
