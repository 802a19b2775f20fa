/** Responses of channels: from the edge cache, else by the cell's current version; 304 if the client has that version. */
import { isSettled } from '../cell/channel-feed.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type Condition, hasCurrent } from './conditional.ts'
import { type CachePolicy, cached, type WebContext } from './edge-cache.ts'

const control = `public, max-age=${limits.web.channelSeconds}`

/** A response that succeeded. */
interface Versioned {
  readonly response: Response
  /** Of the channel. */
  readonly version: string
  /** When it last changed; null: unknown. */
  readonly modified: EpochMs | null
}

/** The version in the client's entity tags that `versioned` made for the same variant; null: none. */
export function knownVersion({ tags }: Condition, variant: string): string | null {
  const ending = `-${variant}"`
  return tags.find((tag) => tag.endsWith(ending))?.slice(1, -ending.length) ?? null
}

/**
 * @param variant part of the entity tag, which is one for each representation (RFC 9110, section 8.8.3)
 * @param make `same`: the client's version is current; a plain response is sent as it is
 */
export async function versioned(
  c: WebContext,
  { variant, vary }: Pick<CachePolicy, 'vary'> & { readonly variant: string },
  condition: Condition,
  make: () => Promise<Versioned | Response | 'same'>,
): Promise<Response> {
  const policy = { seconds: limits.web.channelSeconds, control, variant, ...(vary === undefined ? {} : { vary }) }
  const response = await cached(c, policy, async () => {
    const made = await make()
    if (made === 'same') return new Response(null, { status: 304 })
    if (made instanceof Response) return made
    made.response.headers.set('etag', tagOf(made.version, variant))
    if (isSettled(made.modified, c.env.now))
      made.response.headers.set('last-modified', new Date(made.modified).toUTCString())
    return made.response
  })
  const [tag, modified] = [response.headers.get('etag'), response.headers.get('last-modified')]
  const isUnchanged = response.status === 200 && hasCurrent(condition, tag, modified)
  if (response.status !== 304 && !isUnchanged) return response
  const known = knownVersion(condition, variant)
  const headers = new Headers({ 'cache-control': control })
  const current = tag ?? (known === null ? null : tagOf(known, variant))
  if (current !== null) headers.set('etag', current)
  if (modified !== null) headers.set('last-modified', modified)
  if (vary !== undefined) headers.set('vary', vary)
  return new Response(null, { status: 304, headers })
}

function tagOf(version: string, variant: string): string {
  return `"${version}-${variant}"`
}
