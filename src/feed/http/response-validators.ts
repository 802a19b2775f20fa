/** The validators of an answer, for the next conditional request. Pure. */
import { limits } from '../../limits.ts'
import type { FeedUrl } from '../../model.ts'
import type { Validators } from '../../polling.ts'
import { fingerprint } from './fingerprint.ts'

/** @param from the address that sent them, if redirected; null: the feed's own */
export function validatorsOf(headers: Headers, bytes: Uint8Array, from: FeedUrl | null): Validators {
  const etag = headers.get('etag')
  // An empty ETag identifies nothing, and `*` matches everything (RFC 9110, section 13.1.2).
  const isUseless = etag === null || /^(?:\s*|\*|(?:W\/)?"")$/u.test(etag.trim())
  return {
    etag: isUseless ? null : sendable(etag),
    modified: sendable(headers.get('last-modified')),
    hash: fingerprint(bytes),
    from,
  }
}

/** A validator as received, even if it is weak or lacks quotes; null if a header cannot contain it. */
function sendable(value: string | null): string | null {
  const isSendable = value !== null && value.length <= limits.feed.validatorUnits && /^[\x20-\x7e]+$/u.test(value)
  return isSendable ? value : null
}
