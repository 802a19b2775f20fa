/** The feed reader: ten feeds in an invocation, or one in a Durable Object. */
import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers'
import { openCredentials } from '../feed/http/credential-seal.ts'
import { readFeeds } from '../feed/read-feeds.ts'
import { plainError } from '../log.ts'
import type { FeedRequest } from '../polling.ts'
import type { FeedReading } from '../result.ts'
import { readEnvironment } from './environment.ts'
import { learnedUrl } from './objects.ts'

/** Reads feeds in its own invocation, so that a crash or timeout ends only that. */
export class FeedReader extends WorkerEntrypoint {
  read(requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
    return read(this.env, requests)
  }
}

/**
 * Reads a feed that exceeds the CPU limit of a `FeedReader` (10 ms on the Free plan). An object may use 30 s:
 * developers.cloudflare.com/durable-objects/platform/limits. Stores nothing.
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
  const { ALLOW_PRIVATE_FEEDS, PUBLIC_URL, WEBHOOK_SECRET } = readEnvironment(env)
  const base = PUBLIC_URL ?? (await learnedUrl(env))
  return readFeeds(requests, {
    fetch: (url, init) => fetch(url, init),
    now: Date.now(),
    allowPrivate: ALLOW_PRIVATE_FEEDS,
    openCredentials: (credentials) => openCredentials(WEBHOOK_SECRET, credentials),
    // The User-Agent tells publishers who polls them.
    ...(base === null ? {} : { about: `${base}/about` }),
  })
}
