/** The feed reader as the platform runs it: ten feeds an invocation, or one in a Durable Object. */
import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers'
import { readFeeds } from '../feed/read-feed.ts'
import { plainError } from '../log.ts'
import type { FeedRequest } from '../model.ts'
import type { FeedReading } from '../result.ts'
import { readEnvironment } from './environment.ts'
import { learnedUrl } from './objects.ts'

/** Reads feeds in an invocation of its own, so that what a feed does to it ends there. */
export class FeedReader extends WorkerEntrypoint {
  read(requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
    return read(this.env, requests)
  }
}

/**
 * Reads a feed that is too much for the `FeedReader`, whose invocations have 10 ms of CPU on the Free plan. An object has a longer
 * limit: 30 s in the table of developers.cloudflare.com/durable-objects/platform/limits, which names no plan. It stores nothing.
 */
export class FeedReaderObject extends DurableObject {
  read(requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
    return read(this.env, requests)
  }
}

/** The readers among `ctx.exports`. */
export interface Readers {
  readonly FeedReader: Pick<FeedReader, 'read'>
  readonly FeedReaderObject: { readonly getByName: (name: string) => Pick<FeedReaderObject, 'read'> }
}

function read(env: Cloudflare.Env, requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
  return readAll(env, requests).catch((error: unknown) => {
    throw plainError(error)
  })
}

async function readAll(env: Cloudflare.Env, requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
  const { ALLOW_PRIVATE_FEEDS, PUBLIC_URL } = readEnvironment(env)
  const base = PUBLIC_URL ?? (await learnedUrl(env))
  return readFeeds(requests, {
    fetch: (url, init) => fetch(url, init),
    now: Date.now(),
    allowPrivate: ALLOW_PRIVATE_FEEDS,
    // Publishers can see who is asking, and what it is.
    ...(base === null ? {} : { about: `${base}/about` }),
  })
}
