/** Hands orders out to as many processes as there are processors, and collects their answers. */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import * as v from 'valibot'

const problemSchema = v.object({ problem: v.string() })

/** What the processes say. */
export interface CrewMessages<Hello, Answer> {
  /** Once, before the first order. */
  readonly hello: v.GenericSchema<unknown, Hello>
  readonly answer: v.GenericSchema<unknown, Answer>
}

export interface Crew<Hello, Answer> {
  readonly hello: Hello
  /** Carries all of them out, in any order; `done` hears each answer as it comes. */
  readonly carryOut: (orders: readonly object[], done: (answer: Answer) => void) => Promise<void>
  readonly stop: () => void
}

/** @param file the program of each process; a problem of its own it sends as `{ problem }` */
export async function gatherCrew<Hello, Answer>(
  file: string,
  messages: CrewMessages<Hello, Answer>,
): Promise<Crew<Hello, Answer>> {
  const first = start(file)
  const others = Array.from({ length: availableParallelism() - 1 }, () => start(file))
  const workers = [first, ...others]
  const [hello] = await Promise.all([
    messageOf(first).then((message) => v.parse(messages.hello, message)),
    ...others.map(messageOf),
  ])
  return {
    hello,
    async carryOut(orders, done) {
      const waiting = [...orders]
      await Promise.all(
        workers.map(async (worker) => {
          for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
            worker.send(order)
            const message = await messageOf(worker)
            if (v.is(problemSchema, message)) throw new Error(`${JSON.stringify(order)}: ${message.problem}`)
            done(v.parse(messages.answer, message))
          }
        }),
      )
    },
    stop: () => {
      for (const worker of workers) worker.kill()
    },
  }
}

function start(file: string): ChildProcess {
  return fork(file, [], { execArgv: ['--disable-warning=ExperimentalWarning'] })
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
