/** The module `cloudflare:workers` for Node: the base classes of the Worker's own. */

export class DurableObject {
  protected readonly ctx: unknown
  protected readonly env: unknown

  constructor(ctx: unknown, env: unknown) {
    this.ctx = ctx
    this.env = env
  }
}

export class WorkerEntrypoint extends DurableObject {}
