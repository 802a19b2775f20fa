/** The Worker as it is, and a cron of its own kind, which evicts the cell's object as a minute or two without requests does. */
import paperboy, { Cell as WholeCell } from '../../src/worker.ts'
import { EVICTION } from './eviction.ts'

// Whatever else it exports; this file's Cell goes before that one's.
export * from '../../src/worker.ts'

export class Cell extends WholeCell {
  async evict(): Promise<void> {
    this.ctx.abort('evicted')
  }
}

interface Evictable {
  readonly evict: () => Promise<void>
}

export default {
  ...paperboy,
  async scheduled(controller, env) {
    if (controller.cron !== EVICTION) return paperboy.scheduled(controller, env)
    // Its answer is that it is no more.
    await (env.CELL.getByName('0') as unknown as Evictable).evict().catch(() => {})
  },
} satisfies ExportedHandler<Cloudflare.Env>
