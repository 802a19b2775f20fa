/** Conditional requests (RFC 9110, section 13): whether the client has the current version. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { WebContext } from './edge-cache.ts'

/** What the client has. */
export interface Condition {
  /** Entity tags of `If-None-Match`, with their quotes; `*` is any. */
  readonly tags: readonly string[]
  /** `If-Modified-Since`, which counts only without the other one (13.1.3); null: none, or no date. */
  readonly since: EpochMs | null
}

export function conditionOf(c: WebContext): Condition {
  const none = c.req.header('if-none-match')
  if (none !== undefined) return { tags: entityTags(none), since: null }
  const since = Date.parse(c.req.header('if-modified-since')?.slice(0, limits.web.httpDateUnits) ?? '')
  return { tags: [], since: Number.isNaN(since) ? null : since }
}

/** Whether the client has a response: tags are compared weakly (13.1.2). @param modified `Last-Modified` of the response */
export function hasCurrent({ tags, since }: Condition, tag: string | null, modified: string | null): boolean {
  if (tags.includes('*')) return true
  if (since !== null && modified !== null) return Date.parse(modified) <= since
  return tag !== null && tags.includes(strong(tag))
}

/** The tags of a header, as strong ones. A tag may contain commas (8.8.3). */
export function entityTags(header: string): readonly string[] {
  const text = header.slice(0, limits.web.entityTagUnits)
  if (text.trim() === '*') return ['*']
  return [...text.matchAll(/"[!\u0023-\u007e\u0080-\u00ff]*"/gu)].map(([tag]) => tag)
}

function strong(tag: string): string {
  return tag.replace(/^W\//u, '')
}
