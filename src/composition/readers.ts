/** The feed reader: ten feeds in an invocation, or one in a Durable Object. The article reader: one page in a Durable Object. */
import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers'
import {
  type ArticleReading,
  type ArticleRequest,
  type RobotsMemory,
  readArticle,
} from '../feed/article/read-article.ts'
import { openCredentials } from '../feed/http/credential-seal.ts'
import { userAgent } from '../feed/http/request-headers.ts'
import { readFeeds } from '../feed/read-feeds.ts'
import { readPushedDocument } from '../feed/read-pushed-document.ts'
import { plainError } from '../log.ts'
import type { FeedRequest, PushedDocument } from '../polling.ts'
import { askHubs } from '../push/ask-hub.ts'
import type { HubAnswer, HubRequest } from '../push/hub-request.ts'
import type { FeedReading } from '../result.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { hubAddress } from './hub-address.ts'
import { learnedUrl } from './objects.ts'

/** Reads feeds in its own invocation, so that a crash or timeout ends only that. */
export class FeedReader extends WorkerEntrypoint {
  read(requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
    return read(this.env, requests)
  }

  /** Asks up to `limits.hub.requestsACycle` hubs to subscribe or unsubscribe. */
  askHubs(requests: readonly HubRequest[]): Promise<readonly HubAnswer[]> {
    return ask(this.env, requests).catch(rethrowPlain)
  }

  /** Reads documents that hubs delivered. Readings are in the order of the documents. */
  async readPushed(documents: readonly PushedDocument[]): Promise<readonly FeedReading[]> {
    return documents.map((document) => readPushedDocument(document, Date.now()))
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

/**
 * Reads pages of articles, with a parser that takes more than the 10 ms of a Worker, and that a page could crash. Remembers in memory what
 * robots.txt files say. Stores nothing.
 */
export class ArticleReaderObject extends DurableObject {
  readonly #robots: RobotsMemory = new Map()

  read(request: ArticleRequest): Promise<ArticleReading> {
    return this.#read(request).catch(rethrowPlain)
  }

  async #read(request: ArticleRequest): Promise<ArticleReading> {
    const environment = readEnvironment(this.env)
    const about = await aboutAddress(this.env, environment)
    return readArticle(request, {
      fetch: (url, init) => fetch(url, init),
      now: Date.now(),
      allowPrivate: environment.ALLOW_PRIVATE_FEEDS,
      robots: this.#robots,
      extract: async () => (await import('../feed/article/extract-article.ts')).extractArticle,
      ...(about === undefined ? {} : { about }),
    })
  }
}

/** The readers among `ctx.exports`. */
export interface Readers {
  readonly FeedReader: Pick<FeedReader, 'read' | 'askHubs' | 'readPushed'>
  readonly FeedReaderObject: { readonly getByName: (name: string) => Pick<FeedReaderObject, 'read'> }
  readonly ArticleReaderObject: { readonly getByName: (name: string) => Pick<ArticleReaderObject, 'read'> }
}

function read(env: Cloudflare.Env, requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
  return readAll(env, requests).catch(rethrowPlain)
}

function rethrowPlain(error: unknown): never {
  throw plainError(error)
}

async function readAll(env: Cloudflare.Env, requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
  const environment = readEnvironment(env)
  const { ALLOW_PRIVATE_FEEDS, WEBHOOK_SECRET } = environment
  const about = await aboutAddress(env, environment)
  return readFeeds(requests, {
    fetch: (url, init) => fetch(url, init),
    now: Date.now(),
    allowPrivate: ALLOW_PRIVATE_FEEDS,
    openCredentials: (credentials) => openCredentials(WEBHOOK_SECRET, credentials),
    ...(about === undefined ? {} : { about }),
  })
}

async function ask(env: Cloudflare.Env, requests: readonly HubRequest[]): Promise<readonly HubAnswer[]> {
  const environment = readEnvironment(env)
  const rules = { allowPrivate: environment.ALLOW_PRIVATE_FEEDS }
  return askHubs(requests, {
    fetch: (url, init) => fetch(url, init),
    allowed: (address, from) => hubAddress(address, from, rules),
    userAgent: userAgent(await aboutAddress(env, environment)),
  })
}

/** The address in the User-Agent, which tells publishers who polls them. */
async function aboutAddress(env: Cloudflare.Env, { PUBLIC_URL }: Environment): Promise<string | undefined> {
  const base = PUBLIC_URL ?? (await learnedUrl(env))
  return base === null ? undefined : `${base}/about`
}
