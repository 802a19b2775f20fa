/** Security headers of all responses. Pages load only their own style sheet and icon, and no script. */
import { limits } from '../limits.ts'

/** @param images sources of pictures */
function headersWith(images: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src ${images}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'cross-origin',
    'origin-agent-cluster': '?1',
    // `no-referrer` would also hide the origin of the pages' own forms, which CSRF protection needs.
    'referrer-policy': 'same-origin',
    'strict-transport-security': `max-age=${limits.web.strictTransportSeconds}; includeSubDomains`,
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  }
}

export const plainHeaders = headersWith("'self'")
/** For reading pages, whose pictures come from any site. */
export const readingHeaders = headersWith("'self' https: http:")
