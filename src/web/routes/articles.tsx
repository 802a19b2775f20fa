/** Routes of short links: the original article, its reading page, and its Markdown. */

import type { EditionItem, ShortLink } from '../../edition-item.ts'
import { plainText } from '../../feed/html-to-text/plain-text.ts'
import type { Language } from '../../language.ts'
import { lazy } from '../../lazy.ts'
import { limits } from '../../limits.ts'
import { isClick } from '../../links/clicks.ts'
import { readShortCode } from '../../links/short-code.ts'
import type { ArticleSummary, Body } from '../../model.ts'
import type { ArticleOfEdition } from '../../store/open-editions.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import { languageOf } from '../../text/text-language.ts'
import { overTls } from '../../text/web-address.ts'
import { type CachePolicy, cached, fromEdge, linkPolicy, type WebContext } from '../edge-cache.ts'
import { findArticle, findItem } from '../find-item.ts'
import { findState, postNamed } from '../find-post.ts'
import { NotePage } from '../pages/note.tsx'
import { ReadingPage } from '../pages/reading.tsx'
import { articleMarkdown } from '../reading/article-markdown.ts'
import { textOf } from '../reading/node.ts'
import { sanitise } from '../reading/sanitise.ts'
import { pictureAddresses, trimArticle, withoutLeadPicture } from '../reading/trim-article.ts'
import { html, language, note, notFound, publicBase, translator, unavailable } from '../responses.tsx'

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
  return withArticle(c, code, { variant, vary: 'accept-language' }, async ({ item, body }, link, post) => {
    const t = translator(c)
    if (body === null) {
      const missing = { title: t.text('pages.notKeptTitle'), text: t.text('pages.notKept') }
      return html(c, <NotePage t={t} {...missing} link={item.link === null ? null : `/${code}`} />, 404)
    }
    const whole = trimArticle(await sanitise(body), item.title)
    const lead = item.image === null ? null : overTls(item.image)
    const nodes = lead === null ? whole : withoutLeadPicture(whole, lead)
    const page = {
      ...{ t, item, code, nodes },
      archive: `/${code}.md${needsKey(link, item) ? `?key=${c.env.readingKey(code)}` : queryOf(post)}`,
      digest: post === null ? null : `/d/${post}`,
      url: `${publicBase(c)}/${code}/read`,
      image: lead === null || pictureAddresses(nodes).includes(lead) ? null : lead,
      fromPage: body.fromPage === true,
      summary: summaryIn(body, language(c)),
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
    return c.body(articleMarkdown(item, body.html, at, summaryIn(body, null)), 200, {
      'content-type': 'text/plain; charset=utf-8',
      ...(lang === null ? {} : { 'content-language': lang }),
      'x-robots-tag': 'noindex',
    })
  })
}

/** The summary in the reader's language, or else the first. @param language null: the page is the same for all readers */
function summaryIn({ summaries = [] }: Body, language: Language | null): ArticleSummary | null {
  return summaries.find((each) => each.language === language) ?? summaries[0] ?? null
}

/** Positions in legacy codes are guessable, so private items there need a key. */
function needsKey({ position }: ShortLink, { isPrivate }: EditionItem): boolean {
  return isPrivate === true && position !== null
}

function hasKey(c: WebContext, code: string): boolean {
  const key = c.req.query('key')
  return key !== undefined && sameSecret(key, c.env.readingKey(code))
}

function queryOf(post: string | null): string {
  return post === null ? '' : `?digest=${post}`
}

/**
 * Responds with a cached page of an article; not found without an article or its key. What its channel took back is gone. The reader
 * may come from a post: `?digest=` names it, and counts only if the post has the article.
 */
async function withArticle(
  c: WebContext,
  code: string,
  policy: Pick<CachePolicy, 'variant' | 'vary'>,
  respond: (article: ArticleOfEdition, link: ShortLink, post: string | null) => Promise<Response>,
): Promise<Response> {
  const link = readShortCode(code, c.env.now)
  if (link === null) return notFound(c)
  const policyFor = (post: string | null) => ({
    ...{ ...readingPolicy, ...policy },
    variant: [policy.variant, post].filter((each) => each != null).join(' '),
  })
  const named = postNamed(code, c.req.query('digest'), c.env.now)
  const kept = named === null ? null : await fromEdge(c, policyFor(named.code))
  if (kept !== null) return kept
  const look = lazy(async () => {
    const found = await findArticle(c.env, link)
    const article = found.ok ? found.value : null
    if (article === null || (needsKey(link, article.item) && !hasKey(c, link.code))) return { found, state: null }
    return { found, state: await findState(c.env, code, named, article.item) }
  })
  const post = named !== null && (await look()).state?.post === named.code ? named.code : null
  return cached(c, policyFor(post), async () => {
    const { found, state } = await look()
    if (!found.ok) return unavailable(c, found.problem)
    if (found.value === null || state === null) return notFound(c)
    return state.isRetracted ? note(c, 'withdrawn', 410) : respond(found.value, link, state.post)
  })
}
