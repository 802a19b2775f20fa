/** What short links lead to: the article where it was published, its reading page, its archive; and the digest it stood in. */

import { limits } from '../../limits.ts'
import { isClick } from '../../links/clicks.ts'
import { readLegacyEdition, readShortCode } from '../../links/short-code.ts'
import type { EditionItem, ShortLink } from '../../model.ts'
import { ok, type Result, type StoreProblem } from '../../result.ts'
import { getBody } from '../../store/bodies.ts'
import { getEdition, getItem, type ItemOfEdition } from '../../store/editions.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import { kept, linkKeeping, type WebContext } from '../edge-cache.ts'
import { DigestPage, shownOf } from '../pages/digest.tsx'
import { NotePage } from '../pages/note.tsx'
import { pageCount } from '../pages/pagination.tsx'
import { ReadingPage } from '../pages/reading.tsx'
import { archived } from '../reading/article-markdown.ts'
import { wordsIn } from '../reading/node.ts'
import { sanitise } from '../reading/sanitise.ts'
import { scriptOf } from '../reading/script.ts'
import { pictureAddresses, trimmed, withoutLead } from '../reading/trim-article.ts'
import { html, language, notFound, notNow, publicBase, wordsOf } from '../responses.tsx'

/** One KV read for a code that may exist, none for one that cannot, or that the edge knows. */
export async function followLink(c: WebContext, text: string): Promise<Response> {
  const link = readShortCode(text, c.env.now)
  if (link === null) return notFound(c)
  const response = await kept(c, linkKeeping, async () => {
    const found = await getItem(c.env.store, link)
    if (!found.ok) return notNow(c, found.problem)
    const address = found.value?.item.link ?? null
    return address !== null && /^https?:\/\//u.test(address) ? c.redirect(address, 302) : notFound(c)
  })
  if (response.status === 302 && isClick(c.req.raw)) c.env.countClick?.(text)
  return response
}

/** Pages and archives are for whoever has the link, like the link itself. */
export function readArticle(c: WebContext, text: string): Promise<Response> {
  const keeping = { ...readingKept, variant: `${language(c)}${knowsKey(c, text) ? ' private' : ''}` }
  return withLink(c, text, (link) =>
    kept(c, keeping, async () => {
      const article = await getArticle(c, link)
      if (!article.ok) return notNow(c, article.problem)
      if (article.value === null) return notFound(c)
      const { item, body } = article.value
      const words = wordsOf(c)
      if (body === null) {
        const { link, ...note } = words.notKept
        const way = item.link === null ? {} : { link: { href: `/${text}`, text: link } }
        return html(c, <NotePage words={words} note={note} {...way} />, 404)
      }
      const whole = trimmed(await sanitise(body), item.title)
      const nodes = item.image === null ? whole : withoutLead(whole, item.image)
      const image = item.image === null || pictureAddresses(nodes).includes(item.image) ? null : item.image
      const script = scriptOf(`${item.title} ${nodes.map(wordsIn).join(' ').slice(0, 2000)}`)
      const url = `${publicBase(c)}/${text}/read`
      const archive = `/${text}.md${needsKey(link, item) ? `?key=${c.env.readingKey(text)}` : ''}`
      const digest = item.isPrivate === true ? null : `/d/${text}`
      const shown = { words, item, code: text, archive, digest, url, nodes, image, script }
      return html(c, <ReadingPage {...shown} />)
    }),
  )
}

export function archiveArticle(c: WebContext, text: string): Promise<Response> {
  const keeping = { ...readingKept, variant: knowsKey(c, text) ? 'private' : '' }
  return withLink(c, text, (link) =>
    kept(c, keeping, async () => {
      const article = await getArticle(c, link)
      if (!article.ok) return notNow(c, article.problem)
      if (article.value?.body == null) return notFound(c)
      const { item, at, body } = article.value
      return c.body(archived(item, body.html, at), 200, {
        'content-type': 'text/plain; charset=utf-8',
        'x-robots-tag': 'noindex',
      })
    }),
  )
}

/**
 * The digest that a headline stood in, by the headline's own code; of one that only private chats got nothing is told.
 * @param number which page, from 1
 */
export function showDigest(c: WebContext, text: string, number: number): Promise<Response> {
  const keeping = { seconds: limits.web.readingSeconds, control: 'public, max-age=300', variant: language(c) }
  return kept(c, keeping, async () => {
    const former = readLegacyEdition(text)
    const link = former === null ? readShortCode(text, c.env.now) : { code: '', edition: former, position: 0 }
    if (link === null) return notFound(c)
    // A headline of an edition that has an address of its own.
    if (former === null && link.position !== null) return c.redirect(`/d/${link.edition}`, 302)
    const edition = await getEdition(c.env.store, link)
    if (!edition.ok) return notNow(c, edition.problem)
    const shown = edition.value === null ? [] : shownOf(edition.value)
    if (edition.value === null || pageCount(shown.length) < number) return notFound(c)
    if (former === null && !shown.some(({ code }) => code === text)) return notFound(c)
    const { at } = edition.value
    const path = `/d/${former ?? shown[0]?.code}`
    const paper = { at, shown, path, url: `${publicBase(c)}${path}`, number }
    return html(c, <DigestPage words={wordsOf(c)} {...paper} />)
  })
}

const readingKept = { seconds: limits.web.readingSeconds, control: 'private, max-age=300' }

/** Of links that tell an item's place others can be worked out: what only private chats got has a key besides. */
function needsKey({ position }: ShortLink, { isPrivate }: EditionItem): boolean {
  return isPrivate === true && position !== null
}

function knowsKey(c: WebContext, text: string): boolean {
  const key = c.req.query('key')
  return key !== undefined && sameSecret(key, c.env.readingKey(text))
}

async function withLink(
  c: WebContext,
  text: string,
  answer: (link: ShortLink) => Promise<Response>,
): Promise<Response> {
  const link = readShortCode(text, c.env.now)
  return link === null ? notFound(c) : answer(link)
}

type Article = ItemOfEdition & { readonly body: { readonly html: string; readonly base: string } | null }

/** Null where there is none, or where it needs a key that is not there. */
async function getArticle(c: WebContext, link: ShortLink): Promise<Result<Article | null, StoreProblem>> {
  const [found, body] = await Promise.all([getItem(c.env.store, link), getBody(c.env.store, link)])
  if (!found.ok) return found
  if (!body.ok) return body
  if (found.value === null || (needsKey(link, found.value.item) && !knowsKey(c, link.code))) return ok(null)
  return ok({ ...found.value, body: body.value })
}
