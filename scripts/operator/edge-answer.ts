/** Recognises an answer that is not the Worker's: Cloudflare's error pages, a provider's block page, or something else. Pure. */

/** developers.cloudflare.com/workers/observability/errors, developers.cloudflare.com/support/troubleshooting/http-status-codes */
export type EdgeAnswer =
  /** 1027, 429: the account's daily requests are used up until midnight UTC. */
  | { readonly kind: 'quota-spent' }
  /** A challenge, or a rule of the domain's firewall (1020, 1010, 1006). */
  | { readonly kind: 'challenged' }
  /** 530 and 1016, 1001, 1033: the domain's DNS or route leads nowhere. */
  | { readonly kind: 'no-origin' }
  /** 1101: the Worker threw; 1102: it used too much CPU. */
  | { readonly kind: 'worker-failed'; readonly code: number }
  /** 1042, or Cloudflare's own 404: no route, as workers.dev is off or the address is new. */
  | { readonly kind: 'not-routed' }
  /** 5xx of Cloudflare's edge: temporary. */
  | { readonly kind: 'edge-failed'; readonly status: number }
  /** A page of a provider, a firewall or a hotel. */
  | { readonly kind: 'block-page' }
  | { readonly kind: 'other'; readonly status: number }

const kinds: ReadonlyMap<number, EdgeAnswer> = new Map<number, EdgeAnswer>([
  [1027, { kind: 'quota-spent' }],
  [1015, { kind: 'quota-spent' }],
  [1006, { kind: 'challenged' }],
  [1010, { kind: 'challenged' }],
  [1020, { kind: 'challenged' }],
  [1001, { kind: 'no-origin' }],
  [1016, { kind: 'no-origin' }],
  [1033, { kind: 'no-origin' }],
  [1042, { kind: 'not-routed' }],
  [1101, { kind: 'worker-failed', code: 1101 }],
  [1102, { kind: 'worker-failed', code: 1102 }],
  [1104, { kind: 'worker-failed', code: 1104 }],
])

/** Matches `error code: 1042`, `<title>Error 1101 …`, `Ray ID … Error 1027`. */
const codePattern = /\berror(?:\s+code)?\s*[:=]?\s*(?:<[^>]+>\s*)*(1\d{3})\b/iu

/** @param body its beginning is enough */
export function edgeAnswerOf({
  status,
  headers,
  body,
}: {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}): EdgeAnswer {
  if (headers.get('cf-mitigated') === 'challenge') return { kind: 'challenged' }
  const coded = kinds.get(Number(codePattern.exec(body)?.[1]))
  if (coded !== undefined) return coded
  const isCloudflare = headers.has('cf-ray') || /^cloudflare/iu.test(headers.get('server') ?? '')
  // Cloudflare Access redirects to its login page; networks redirect to login and block pages as well.
  if (/\.cloudflareaccess\.com\b/u.test(headers.get('location') ?? '')) return { kind: 'challenged' }
  if (!isCloudflare && status >= 300 && status < 400) return { kind: 'block-page' }
  const isPage = /^\s*(?:<!doctype html|<html|<head)/iu.test(body)
  if (!isCloudflare && isPage) return { kind: 'block-page' }
  if (status === 429) return { kind: 'quota-spent' }
  if (status === 403) return { kind: 'challenged' }
  if (status === 530) return { kind: 'no-origin' }
  if (isCloudflare && status === 404) return { kind: 'not-routed' }
  if (status >= 500) return { kind: 'edge-failed', status }
  return { kind: 'other', status }
}
