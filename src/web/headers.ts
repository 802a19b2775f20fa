/** Security headers of all responses. Pages load only their own style sheet, icons and manifest, and no script. */
import { createMiddleware } from 'hono/factory'
import { limits } from '../limits.ts'
import type { WebDeps } from './deps.ts'

/** Features of browsers that no page here uses: w3.org/TR/permissions-policy. */
const unusedFeatures =
  'accelerometer autoplay browsing-topics camera clipboard-read display-capture encrypted-media fullscreen gamepad geolocation ' +
  'gyroscope hid idle-detection local-fonts magnetometer microphone midi payment picture-in-picture publickey-credentials-get ' +
  'screen-wake-lock serial storage-access usb window-management xr-spatial-tracking'

const common = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': unusedFeatures
    .split(' ')
    .map((feature) => `${feature}=()`)
    .join(', '),
  // `no-referrer` would also hide the origin of the pages' own forms, which CSRF protection needs.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

/** @param images sources of pictures @param isSecure without TLS, as on the developer's machine, there is nothing to upgrade to */
function contentPolicy(images: string, isSecure: boolean): string {
  const policy = `default-src 'none'; style-src 'self'; img-src ${images}; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
  return isSecure ? `${policy}; upgrade-insecure-requests` : policy
}

function headersWith(isSecure: boolean, coversSubdomains: boolean): Readonly<Record<string, string>> {
  const transport = `max-age=${limits.web.strictTransportSeconds}`
  return {
    'content-security-policy': contentPolicy("'self'", isSecure),
    ...common,
    'strict-transport-security': coversSubdomains ? `${transport}; includeSubDomains` : transport,
  }
}

/** Made once, as every redirect has them. */
const plain = { own: headersWith(false, false), all: headersWith(false, true) }
const secure = { own: headersWith(true, false), all: headersWith(true, true) }

/** The headers of a response. @param url of the request */
export function headersFor(url: string, { coversSubdomains }: Pick<WebDeps, 'coversSubdomains'>) {
  const headers = url.startsWith('https:') ? secure : plain
  return coversSubdomains ? headers.all : headers.own
}

/** For routes of pages that search engines may list. Their `Page` has `isIndexed`, too. All other pages have `noindex`. */
export const indexed = createMiddleware(async (c, next) => {
  await next()
  // A page that is not there is not to be listed.
  if (c.res.status === 200) c.res.headers.set('x-robots-tag', 'all')
})

/** For routes of pages with pictures, which come from any site. */
export const withPictures = createMiddleware(async (c, next) => {
  await next()
  c.res.headers.set('content-security-policy', contentPolicy("'self' https:", c.req.url.startsWith('https:')))
})
