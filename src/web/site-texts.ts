/** The texts that crawlers and security researchers look for: robots.txt, security.txt, sitemap.xml. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { escapeHtml } from '../text/escape-html.ts'

const repository = 'https://github.com/paperboy-bot/paperboy'

/**
 * Closes only pages of the operator (RFC 9309). Pages that are not to be indexed say so themselves: a crawler that may not fetch them
 * would not know, and previews would not see their tags. @param base the public address
 */
export function robotsText(base: string): string {
  return `User-agent: *\nDisallow: /status\nDisallow: /setup\nDisallow: /login\n\nSitemap: ${base}/sitemap.xml\n`
}

/** RFC 9116. The operator is not known, so the project is the contact. */
export function securityText(base: string, now: EpochMs): string {
  const expires = new Date(now + limits.web.securityTextMs).toISOString().replace(/T.*/u, 'T00:00:00.000Z')
  return [
    `Contact: ${repository}/issues`,
    `Expires: ${expires}`,
    'Preferred-Languages: en, zh',
    `Canonical: ${base}/.well-known/security.txt`,
    `Policy: ${repository}/blob/main/docs/operators.md#security`,
    '',
  ].join('\n')
}

/** sitemaps.org/protocol.html. @param paths of pages that may be indexed */
export function sitemap(base: string, paths: readonly string[]): string {
  const urls = paths.map((path) => `<url><loc>${escapeHtml(`${base}${path}`)}</loc></url>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`
}
