/** The object that writes outbound feeds with texts. */
import { DurableObject } from 'cloudflare:workers'
import type { FeedToWrite, WrittenFeed } from '../cell/channel-feed.ts'
import { limits } from '../limits.ts'
import { invocationBegins, plainError } from '../log.ts'
import { writeFeed } from '../web/outbound/write-feed.ts'

/**
 * Cleans up to `limits.web.feedTexts` articles, for which the Worker's CPU limit (10 ms on the Free plan) is too short. An object may use
 * 30 s: developers.cloudflare.com/durable-objects/platform/limits. Stores nothing. Only a cell calls it, and counts its requests and its
 * time (`UsageMeter.meterCall`) among those of requests from outside, which it may refuse.
 */
export class FeedWriterObject extends DurableObject {
  async write(feed: FeedToWrite): Promise<WrittenFeed> {
    invocationBegins()
    try {
      const { STORE } = this.env
      return await writeFeed(feed, { get: (key) => STORE.get(key, { cacheTtl: limits.web.kvCacheSeconds }) })
    } catch (error) {
      throw plainError(error)
    }
  }
}

/** The writer among `ctx.exports`. */
export interface FeedWriters {
  readonly FeedWriterObject: { readonly getByName: (name: string) => Pick<FeedWriterObject, 'write'> }
}
