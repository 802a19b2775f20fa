/** The module `cloudflare:workers` for Node: base classes of Durable Objects and entrypoints. */

export class DurableObject {
  protected readonly ctx: unknown
  protected readonly env: unknown

  constructor(ctx: unknown, env: unknown) {
    this.ctx = ctx
    this.env = env
  }
}

export class WorkerEntrypoint extends DurableObject {}
