/** A process of its own that runs the Worker in workerd, with KV and Durable Objects on disk, until its parent is gone. */
import * as v from 'valibot'
import { unstable_startWorker } from 'wrangler'
import { proxyInUse } from '../operator/network-problem.ts'
import { wordsOf } from '../terminal.ts'
import { type FromWorker, workerOrderSchema } from './messages.ts'
import { askOutside } from './outbound.ts'

/** In this order: nothing may keep the process from ending. */
async function end(stop: () => Promise<unknown>): Promise<void> {
  setTimeout(() => process.exit(1), 5000).unref()
  await stop().catch(() => {})
  process.exit(0)
}

function tell(message: FromWorker): void {
  process.send?.(message)
}

process.once('message', async (received) => {
  const order = v.parse(workerOrderSchema, received)
  const bindings = Object.fromEntries([
    ...Object.entries(order.vars).map(([name, value]) => [name, { type: 'plain_text', value }]),
    ...Object.entries(order.secrets).map(([name, value]) => [name, { type: 'secret_text', value }]),
  ])
  try {
    const worker = await unstable_startWorker({
      config: order.config,
      ...(order.entry === undefined ? {} : { entrypoint: order.entry }),
      // Settings come from the parent alone, and never through a command line, where everybody could read them.
      envFiles: [],
      bindings,
      dev: {
        server: { hostname: order.host, port: order.port },
        inspector: order.inspectorPort === undefined ? false : { hostname: order.host, port: order.inspectorPort },
        persist: order.state,
        logLevel: order.isTalkative ? 'log' : 'warn',
        remote: false,
        watch: order.watch,
        ...(proxyInUse(process.env) === null ? {} : { outboundService: askOutside }),
      },
    })
    process.on('disconnect', () => void end(() => worker.dispose()))
    process.on('SIGTERM', () => void end(() => worker.dispose()))
    // A terminal's Ctrl-C reaches the parent, which ends this process in its turn.
    process.on('SIGINT', () => {})
    await worker.ready
    tell({ kind: 'ready', url: String(await worker.url).replace(/\/$/u, '') })
  } catch (problem) {
    tell({ kind: 'failed', words: wordsOf(problem) })
    process.exit(1)
  }
})
process.once('disconnect', () => setTimeout(() => process.exit(0), 6000).unref())
