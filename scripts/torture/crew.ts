/** Hands orders out to as many processes as there are processors, and collects their answers. */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { type Answer, answerSchema, type Order } from './worker-messages.ts'

const helloSchema = v.object({ scenarios: v.number() })
const problemSchema = v.object({ problem: v.string() })

export interface Crew {
  /** How many scenarios there are. */
  readonly scenarios: number
  /** Carries all of them out, in any order; `done` hears each answer as it comes. */
  readonly carryOut: (orders: readonly Order[], done: (answer: Answer) => void) => Promise<void>
  readonly stop: () => void
}

export async function gatherCrew(): Promise<Crew> {
  const file = path.join(import.meta.dirname, 'worker.ts')
  const workers = Array.from({ length: availableParallelism() }, () =>
    fork(file, [], { execArgv: ['--disable-warning=ExperimentalWarning'] }),
  )
  const hellos = await Promise.all(workers.map(async (worker) => v.parse(helloSchema, await messageOf(worker))))
  return {
    scenarios: hellos[0]?.scenarios ?? 0,
    async carryOut(orders, done) {
      const waiting = [...orders]
      await Promise.all(
        workers.map(async (worker) => {
          for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
            worker.send(order)
            const message = await messageOf(worker)
            if (v.is(problemSchema, message)) throw new Error(`${JSON.stringify(order)}: ${message.problem}`)
            done(v.parse(answerSchema, message))
          }
        }),
      )
    },
    stop: () => {
      for (const worker of workers) worker.kill()
    },
  }
}

function messageOf(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a process ended with ${code}`))
    worker.once('exit', gone)
    worker.once('message', (message) => {
      worker.off('exit', gone)
      resolve(message)
    })
  })
}
