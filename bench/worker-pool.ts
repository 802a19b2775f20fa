/** A pool of child processes, one per processor. */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import * as v from 'valibot'

const problemSchema = v.object({ problem: v.string() })

/** The messages that a process sends. */
export interface PoolMessages<Hello, Answer> {
  /** Once, before the first order. */
  readonly hello: v.GenericSchema<unknown, Hello>
  readonly answer: v.GenericSchema<unknown, Answer>
}

export interface WorkerPool<Hello, Answer> {
  readonly hello: Hello
  /** Runs the orders in any sequence; `done` gets each answer. */
  readonly run: (orders: readonly object[], done: (answer: Answer) => void) => Promise<void>
  readonly stop: () => void
}

/** Starts the processes. @param file their program, which reports an error as `{ problem }` */
export async function startWorkerPool<Hello, Answer>(
  file: string,
  messages: PoolMessages<Hello, Answer>,
): Promise<WorkerPool<Hello, Answer>> {
  const first = start(file)
  const others = Array.from({ length: availableParallelism() - 1 }, () => start(file))
  const workers = [first, ...others]
  const [hello] = await Promise.all([
    messageOf(first).then((message) => v.parse(messages.hello, message)),
    ...others.map(messageOf),
  ])
  return {
    hello,
    async run(orders, done) {
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
    const onExit = (code: number | null) => reject(new Error(`A child process exited with code ${code}.`))
    worker.once('exit', onExit)
    worker.once('message', (message) => {
      worker.off('exit', onExit)
      resolve(message)
    })
  })
}
