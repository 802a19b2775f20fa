/** Headers of everything that the Worker answers with. Nothing but our own style sheet and icon is loaded; no script, wherever it is from. */

/** @param images whose pictures a page shows */
function headersWith(images: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src ${images}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'cross-origin',
    'origin-agent-cluster': '?1',
    // Others are told nothing; without any, browsers would not say either that a form is ours.
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=15552000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  }
}

export const plainHeaders = headersWith("'self'")
/** Articles have pictures from anywhere. */
export const illustratedHeaders = headersWith("'self' https: http:")
