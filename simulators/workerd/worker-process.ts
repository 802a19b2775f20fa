/** A process that runs the Worker in workerd, with KV and Durable Objects on disk, until its parent is gone. */
import * as v from 'valibot'
import { unstable_startWorker } from 'wrangler'
import { type FromWorker, workerOrderSchema } from './messages.ts'
import { fetchOutside } from './outbound.ts'

/** Ends the process after 5 s at the latest. */
async function end(stop: () => Promise<unknown>): Promise<void> {
  setTimeout(() => process.exit(1), 5000).unref()
  await stop().catch(() => {})
  process.exit(0)
}

function send(message: FromWorker): void {
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
      // Settings come from the parent, not from a command line, which other users of the machine can read.
      envFiles: [],
      bindings,
      dev: {
        server: { hostname: order.host, port: order.port },
        inspector: order.inspectorPort === undefined ? false : { hostname: order.host, port: order.inspectorPort },
        persist: order.state,
        logLevel: order.isVerbose ? 'log' : 'warn',
        remote: false,
        watch: order.watch,
        // Set by scripts/bootstrap where a proxy is in use.
        ...(process.env['NODE_USE_ENV_PROXY'] === '1' ? { outboundService: fetchOutside } : {}),
      },
    })
    process.on('disconnect', () => void end(() => worker.dispose()))
    process.on('SIGTERM', () => void end(() => worker.dispose()))
    // Ctrl-C also reaches the parent, which ends this process.
    process.on('SIGINT', () => {})
    await worker.ready
    send({ kind: 'ready', url: String(await worker.url).replace(/\/$/u, '') })
  } catch (problem) {
    send({ kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })
    process.exit(1)
  }
})
process.once('disconnect', () => setTimeout(() => process.exit(0), 6000).unref())
