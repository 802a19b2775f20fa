/** Reads of feeds: in calls of `FeedReader` or in objects, each of which may exceed a limit of the platform. */
import { FeedReader } from '../../src/worker.ts'
import type { Platform } from './platform.ts'
import { throwAcrossRpc } from './rpc-error.ts'

/** The limit that an invocation exceeds while it reads feeds. */
export type ExceededLimit = 'CPU time' | 'memory'

export class FeedReads {
  /** Feeds in calls that arrived, since the start; a call that is killed counts, as it is billed. */
  count = 0
  /** Decides whether an invocation that reads these addresses exceeds a limit once they have answered; an object has a longer limit. */
  exceeds: (urls: readonly string[], where: 'call' | 'object') => ExceededLimit | null = () => null
  readonly #platform: Platform

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** `ctx.exports.FeedReader`. */
  entrypoint(env: () => object) {
    const { steps, invocations, duration } = this.#platform
    return {
      // Counted as external, like a fetch: the documentation does not exclude it.
      read: (requests: readonly unknown[]) => {
        invocations.spend('external')
        const read = steps.call(`read ${requests.length}`, async () => {
          this.begin(requests)
          const reader = new FeedReader({} as never, env() as never)
          const copies = structuredClone(requests) as never
          const readings = await invocations.run('reader', () => reader.read(copies)).catch(throwAcrossRpc)
          this.finish(requests, 'call')
          return structuredClone(readings)
        })
        return duration.billWhile(invocations.object(), read)
      },
      askHubs: this.#method('hubs', env, (reader, requests) => reader.askHubs(requests as never)),
      readPushed: this.#method('pushed', env, (reader, documents) => reader.readPushed(documents as never)),
    }
  }

  /** A further method of `FeedReader`, which gets a list. */
  #method(
    name: string,
    env: () => object,
    call: (reader: FeedReader, values: readonly unknown[]) => Promise<unknown>,
  ): (values: readonly unknown[]) => Promise<unknown> {
    const { steps, invocations, duration } = this.#platform
    return (values) => {
      invocations.spend('external')
      const called = steps.call(`${name} ${values.length}`, async () => {
        const reader = new FeedReader({} as never, env() as never)
        const copies = structuredClone(values)
        return structuredClone(await invocations.run('reader', () => call(reader, copies)).catch(throwAcrossRpc))
      })
      return duration.billWhile(invocations.object(), called)
    }
  }

  /** Counts the feeds of an invocation that begins. */
  begin(requests: unknown): void {
    this.count += urlsOf(requests).length
  }

  /**
   * Throws if an invocation exceeded a limit. The platform's error messages:
   * developers.cloudflare.com/workers/observability/errors, /durable-objects/observability/troubleshooting.
   */
  finish(requests: unknown, where: 'call' | 'object'): void {
    const urls = urlsOf(requests)
    const exceeded = this.exceeds(urls, where)
    if (exceeded === null) return
    throw new Error(
      where === 'call'
        ? `Worker exceeded ${exceeded} limit.`
        : `Durable Object exceeded its ${exceeded} limit and was reset.`,
    )
  }
}

function urlsOf(requests: unknown): readonly string[] {
  return (requests as readonly { readonly url: string }[]).map(({ url }) => url)
}
