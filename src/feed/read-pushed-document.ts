/** Reads a document that a hub delivered: some items of a feed, as a polled document that was cut short. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type FeedRequest, noValidators, type PushedDocument } from '../polling.ts'
import { causeOf, type FeedReading } from '../result.ts'
import { addressOf } from '../text/private-feed-url.ts'
import { readDocument } from './read-feed.ts'

/** Reads a pushed document. Never throws: a bug becomes `reader-failed`. */
export function readPushedDocument(document: PushedDocument, now: EpochMs): FeedReading {
  const { url, from, body, contentType, known, bodies, textUnits } = document
  const request: FeedRequest = {
    url,
    validators: noValidators,
    known,
    first: false,
    ...(bodies === undefined ? {} : { bodies }),
    ...(textUnits === undefined ? {} : { textUnits }),
  }
  const { bodyBytes } = limits.feed
  try {
    const delivered = {
      bytes: body.subarray(0, bodyBytes),
      ...(body.length > bodyBytes ? { exceedsLimit: true as const } : {}),
      contentType,
      url: from ?? addressOf(url),
      validators: noValidators,
      advice: { waitMinutes: null, movedTo: null },
      isPushed: true as const,
    }
    const reading = readDocument(request, delivered, { now, allowPrivate: false })
    // A page that a hub delivers is an error message.
    return reading.kind === 'page'
      ? { kind: 'failed', url, problem: { kind: 'not-a-feed' }, retryAfterMs: null }
      : reading
  } catch (error) {
    return { kind: 'failed', url, problem: { kind: 'reader-failed', cause: causeOf(error) }, retryAfterMs: null }
  }
}
