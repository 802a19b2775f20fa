/** Routes of a channel's feeds for other programs. Scripts of other sites may read them: feed readers may be such scripts. */
import type { FeedAnswer } from '../../cell/channel-feed.ts'
import { limits } from '../../limits.ts'
import { conditionOf } from '../conditional.ts'
import type { WebContext } from '../edge-cache.ts'
import type { OutboundFormat } from '../outbound/formats.ts'
import { outboundFeed } from '../outbound/outbound-feed.ts'
import { notFound, publicBase, uncached } from '../responses.tsx'
import { knownVersion, versioned } from '../versioned.ts'

/** Part of the entity tags: changes when the same items are written otherwise. */
const writing = 2

/** The channel's feed in one format. */
export async function showFeed(c: WebContext, name: string, format: OutboundFormat): Promise<Response> {
  const { ending } = format
  const variant = `${ending}${writing}`
  const condition = conditionOf(c)
  const base = publicBase(c)
  const response = await versioned(c, { variant }, condition, async () => {
    const { since } = condition
    const found = await c.env.feed(name, { known: knownVersion(condition, variant), since, ending, base })
    if (found === null || found.answer.kind === 'off') return notFound(c)
    return found.answer.kind === 'same' ? 'same' : answered(c, found.answer, found.username, format)
  })
  for (const [header, value] of Object.entries(forOtherSites)) response.headers.set(header, value)
  return response
}

function answered(
  c: WebContext,
  answer: Exclude<FeedAnswer, { readonly kind: 'off' | 'same' }>,
  username: string,
  { ending, type, write }: OutboundFormat,
) {
  const headers = { 'content-type': `${type}; charset=utf-8` }
  const { version, modified } = answer.kind === 'page' ? answer.page : answer
  const document =
    answer.kind === 'written'
      ? new Uint8Array(answer.document)
      : write(outboundFeed(answer.page, { base: publicBase(c), username, ending, now: c.env.now }, new Map()))
  const response = c.body(document, 200, headers)
  // Without some of its texts it has no version, so that readers ask again.
  return answer.isWhole ? { response, version, modified } : uncached(response)
}

const forOtherSites = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Last-Modified',
}

/** Lets scripts of other sites send conditional requests (fetch.spec.whatwg.org, CORS-preflight fetch). */
export function allowOtherSites(c: WebContext): Response {
  return c.body(null, 204, {
    ...forOtherSites,
    allow: 'GET, HEAD, OPTIONS',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'If-None-Match, If-Modified-Since',
    'access-control-max-age': String(limits.web.preflightSeconds),
  })
}
