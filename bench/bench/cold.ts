/** Times the first parse in a fresh workerd isolate, as after a deployment: no code is compiled yet. */
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { messageOf } from '../../scripts/terminal.ts'
import { startIsolate } from '../../simulators/workerd/isolate.ts'
import { median } from '../median.ts'
import { type Entrant, medians, type Time } from './warm.ts'

/** Empty requests to each isolate; their median is the time of a request itself. */
const EMPTY_REQUESTS = 15

/** First parse in ms by contender: the median of several isolates, minus the time of an empty request. */
export async function cold(entrants: readonly Entrant[], rounds: number): Promise<ReadonlyMap<string, Time>> {
  const unable = new Map<string, string>()
  const readings = new Map<string, number[]>(entrants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const entrant of entrants) {
      if (unable.has(entrant.name)) continue
      try {
        readings.get(entrant.name)?.push(await firstReading(entrant))
      } catch (problem) {
        unable.set(entrant.name, messageOf(problem))
      }
    }
  return medians(readings, unable)
}

async function firstReading({ contender, given: { bytes, ...label } }: Entrant): Promise<number> {
  const main = path.join(import.meta.dirname, 'cold-worker.ts')
  const isolate = await startIsolate(main, { CONTENDER: JSON.stringify(contender) })
  try {
    const timed = async (where: string) => {
      const start = performance.now()
      const answer = await isolate.fetch(where)
      const text = await answer.text()
      if (!answer.ok) throw new Error(text.split('\n')[0])
      return performance.now() - start
    }
    await isolate.fetch('', { method: 'POST', headers: { document: JSON.stringify(label) }, body: bytes })
    const empty: number[] = []
    for (let request = 0; request < EMPTY_REQUESTS; request++) empty.push(await timed(''))
    return Math.max(0, (await timed('read')) - median(empty))
  } finally {
    await isolate.stop()
  }
}
