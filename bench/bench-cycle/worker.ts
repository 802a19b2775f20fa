/** The real Worker with an extra cron that evicts the cell's object, as a quiet minute or two does. */
import paperboy, { Cell as RealCell } from '../../src/worker.ts'
import { EVICTION } from './eviction.ts'

// All other exports; this file's Cell overrides the Worker's.
export * from '../../src/worker.ts'

export class Cell extends RealCell {
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
    // The evicted object answers with an error.
    await (env.CELL.getByName('0') as unknown as Evictable).evict().catch(() => {})
  },
} satisfies ExportedHandler<Cloudflare.Env>
