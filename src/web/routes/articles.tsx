/** Routes of short links: the original article, its reading page, its Markdown, and its digest. */

import { plainText } from '../../feed/html-to-text/plain-text.ts'
import { limits } from '../../limits.ts'
import { isClick } from '../../links/clicks.ts'
import { readLegacyEdition, readShortCode } from '../../links/short-code.ts'
import type { EditionItem, ShortLink } from '../../model.ts'
import type { ArticleOfEdition } from '../../store/open-editions.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import { overTls } from '../../text/web-address.ts'
import { type CachePolicy, cached, linkPolicy, type WebContext } from '../edge-cache.ts'
import { findArticle, findDigest, findItem } from '../find-item.ts'
import { DigestPage, publicItems } from '../pages/digest.tsx'
import { NotePage } from '../pages/note.tsx'
import { pageCount } from '../pages/pagination.tsx'
import { ReadingPage } from '../pages/reading.tsx'
import { articleMarkdown } from '../reading/article-markdown.ts'
import { textOf } from '../reading/node.ts'
import { sanitise } from '../reading/sanitise.ts'
import { languageOf } from '../reading/script.ts'
import { pictureAddresses, trimArticle, withoutLeadPicture } from '../reading/trim-article.ts'
import { html, language, notFound, publicBase, translator, unavailable } from '../responses.tsx'

/** Costs one KV read, and none for an invalid code or a cached response. A link that KV lacks costs a request to its cell, too. */
export async function followLink(c: WebContext, code: string): Promise<Response> {
  const link = readShortCode(code, c.env.now)
  if (link === null) return notFound(c)
  const response = await cached(c, linkPolicy, async () => {
    const found = await findItem(c.env, link)
    if (!found.ok) return unavailable(c, found.problem)
    const address = found.value?.item.link ?? null
    return address !== null && /^https?:\/\//u.test(address) ? c.redirect(address, 302) : notFound(c)
  })
  if (response.status === 302 && isClick(c.req.raw)) c.env.countClick?.(code)
  return response
}

const readingPolicy = { seconds: limits.web.readingSeconds, control: `private, max-age=${limits.web.browserSeconds}` }

/** Anyone with the link may read the article. */
export function showArticle(c: WebContext, code: string): Promise<Response> {
  const variant = `${language(c)}${hasKey(c, code) ? ' private' : ''}`
  return withArticle(c, code, { variant, vary: 'accept-language' }, async ({ item, body }, link) => {
    const t = translator(c)
    if (body === null) {
      const note = { title: t.text('pages.notKeptTitle'), text: t.text('pages.notKept') }
      return html(c, <NotePage t={t} {...note} link={item.link === null ? null : `/${code}`} />, 404)
    }
    const whole = trimArticle(await sanitise(body), item.title)
    const lead = item.image === null ? null : overTls(item.image)
    const nodes = lead === null ? whole : withoutLeadPicture(whole, lead)
    const page = {
      ...{ t, item, code, nodes },
      archive: `/${code}.md${needsKey(link, item) ? `?key=${c.env.readingKey(code)}` : ''}`,
      digest: item.isPrivate === true ? null : `/d/${code}`,
      url: `${publicBase(c)}/${code}/read`,
      image: lead === null || pictureAddresses(nodes).includes(lead) ? null : lead,
      fromPage: body.fromPage === true,
      script: languageOf(
        item.language ?? null,
        `${item.title} ${nodes.map(textOf).join(' ').slice(0, limits.web.scriptUnits)}`,
      ),
    }
    return html(c, <ReadingPage {...page} />)
  })
}

/** The article as Markdown. */
export function showArchive(c: WebContext, code: string): Promise<Response> {
  return withArticle(c, code, { variant: hasKey(c, code) ? 'private' : '' }, async ({ item, at, body }) => {
    if (body === null) return notFound(c)
    const text = `${item.title} ${plainText(body.html, limits.web.scriptUnits)}`
    const { lang } = languageOf(item.language ?? null, text)
    return c.body(articleMarkdown(item, body.html, at), 200, {
      'content-type': 'text/plain; charset=utf-8',
      ...(lang === null ? {} : { 'content-language': lang }),
      'x-robots-tag': 'noindex',
    })
  })
}

/**
 * The digest of a headline, by the headline's own code. Omits private items.
 * @param number page number, from 1
 */
export function showDigest(c: WebContext, text: string, number: number): Promise<Response> {
  const policy = {
    seconds: limits.web.readingSeconds,
    control: `public, max-age=${limits.web.browserSeconds}`,
    variant: language(c),
    vary: 'accept-language',
  } as const
  return cached(c, policy, async () => {
    const legacy = readLegacyEdition(text)
    const link = legacy === null ? readShortCode(text, c.env.now) : { code: '', edition: legacy, position: 0 }
    if (link === null) return notFound(c)
    // A headline of a legacy edition: its page has the edition's address.
    if (legacy === null && link.position !== null) return c.redirect(`/d/${link.edition}`, 302)
    const found = await findDigest(c.env, link)
    if (!found.ok) return unavailable(c, found.problem)
    if (found.value === null) return notFound(c)
    const items = publicItems(link.edition, found.value.items)
    if (pageCount(items.length) < number) return notFound(c)
    if (legacy === null && !items.some(({ code }) => code === text)) return notFound(c)
    const path = `/d/${legacy ?? items[0]?.code}`
    const page = { at: found.value.at, items, path, url: `${publicBase(c)}${path}`, number }
    return html(c, <DigestPage t={translator(c)} {...page} />)
  })
}

/** Positions in legacy codes are guessable, so private items there need a key. */
function needsKey({ position }: ShortLink, { isPrivate }: EditionItem): boolean {
  return isPrivate === true && position !== null
}

function hasKey(c: WebContext, code: string): boolean {
  const key = c.req.query('key')
  return key !== undefined && sameSecret(key, c.env.readingKey(code))
}

/** Responds with a cached page of an article; not found without an article or its key. */
async function withArticle(
  c: WebContext,
  code: string,
  variant: Pick<CachePolicy, 'variant' | 'vary'>,
  respond: (article: ArticleOfEdition, link: ShortLink) => Promise<Response>,
): Promise<Response> {
  const link = readShortCode(code, c.env.now)
  if (link === null) return notFound(c)
  return cached(c, { ...readingPolicy, ...variant }, async () => {
    const found = await findArticle(c.env, link)
    if (!found.ok) return unavailable(c, found.problem)
    const article = found.value
    if (article === null || (needsKey(link, article.item) && !hasKey(c, link.code))) return notFound(c)
    return respond(article, link)
  })
}
