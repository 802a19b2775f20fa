/** Stands in for the module `cloudflare:workers` in Node: the two classes that the Worker's own are made from. */

export class DurableObject {
  protected readonly ctx: unknown
  protected readonly env: unknown

  constructor(ctx: unknown, env: unknown) {
    this.ctx = ctx
    this.env = env
  }
}

export class WorkerEntrypoint extends DurableObject {}
