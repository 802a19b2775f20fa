/** What short links lead to: the article where it was published, its reading page, its archive; and the digest it stood in. */

import * as v from 'valibot'
import { limits } from '../limits.ts'
import { isClick } from '../links/clicks.ts'
import { editionNumberOf, readShortCode } from '../links/code.ts'
import { type EditionCode, editionCodeSchema } from '../model.ts'
import type { Result, StoreProblem } from '../result.ts'
import { getBody } from '../store/bodies.ts'
import { getEdition, getItem, type ItemOfEdition } from '../store/editions.ts'
import { sameSecret } from '../telegram/webhook.ts'
import { html, language, notFound, notNow, publicBase, wordsOf } from './answers.tsx'
import { kept, linkKeeping, type WebContext } from './edge-cache.ts'
import { DigestPage, shownOf } from './pages/digest.tsx'
import { NotePage } from './pages/note.tsx'
import { ReadingPage } from './pages/reading.tsx'
import { pageCount } from './pages/turning.tsx'
import { archived } from './reading/archive.ts'
import { wordsIn } from './reading/node.ts'
import { sanitise } from './reading/sanitise.ts'
import { scriptOf } from './reading/script.ts'
import { pictureAddresses, trimmed, withoutLead } from './reading/trim.ts'

type ShortCode = NonNullable<ReturnType<typeof readShortCode>>

/** One KV read for a code that may exist, none for one that cannot, or that the edge knows. */
export async function followLink(c: WebContext, text: string): Promise<Response> {
  const code = readShortCode(text)
  if (code === null) return notFound(c)
  const response = await kept(c, linkKeeping, async () => {
    const found = await getItem(c.env.store, code.edition, code.position)
    if (!found.ok) return notNow(c)
    const link = found.value?.item.link ?? null
    return link !== null && /^https?:\/\//u.test(link) ? c.redirect(link, 302) : notFound(c)
  })
  if (response.status === 302 && isClick(c.req.raw)) c.env.countClick?.(text)
  return response
}

/** Pages and archives are for whoever has the link, like the link itself. */
export function readArticle(c: WebContext, text: string): Promise<Response> {
  const hasKey = knowsKey(c, text)
  const keeping = { ...readingKept, variant: `${language(c)}${hasKey ? ' private' : ''}` }
  return withCode(c, text, (code) =>
    kept(c, keeping, async () => {
      const article = await getArticle(c, code)
      if (!article.ok) return notNow(c)
      if (article.value === null || (article.value.item.isPrivate === true && !hasKey)) return notFound(c)
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
      const archive = `/${text}.md${item.isPrivate === true ? `?key=${c.env.readingKey(text)}` : ''}`
      const shown = { words, item, code: text, archive, edition: code.edition, url, nodes, image, script }
      return html(c, <ReadingPage {...shown} />)
    }),
  )
}

export function archiveArticle(c: WebContext, text: string): Promise<Response> {
  const hasKey = knowsKey(c, text)
  const keeping = { ...readingKept, variant: hasKey ? 'private' : '' }
  return withCode(c, text, (code) =>
    kept(c, keeping, async () => {
      const article = await getArticle(c, code)
      if (!article.ok) return notNow(c)
      if (article.value?.body == null || (article.value.item.isPrivate === true && !hasKey)) return notFound(c)
      const { item, at, body } = article.value
      return c.body(archived(item, body.html, at), 200, {
        'content-type': 'text/plain; charset=utf-8',
        'x-robots-tag': 'noindex',
      })
    }),
  )
}

/** @param number which page, from 1 */
export function showDigest(c: WebContext, text: string, number: number): Promise<Response> {
  const keeping = { seconds: limits.web.readingSeconds, control: 'public, max-age=300', variant: language(c) }
  return kept(c, keeping, async () => {
    const item = readShortCode(text)
    // The digest of a headline, by the headline's own code.
    if (item !== null) return c.redirect(`/d/${item.edition}`, 302)
    const code = readEditionCode(text)
    const edition = code === null ? null : await getEdition(c.env.store, code)
    if (edition === null) return notFound(c)
    if (!edition.ok) return notNow(c)
    const shown = edition.value === null ? [] : shownOf(edition.value)
    if (edition.value === null || pageCount(shown.length) < number) return notFound(c)
    const url = `${publicBase(c)}/d/${edition.value.code}`
    return html(c, <DigestPage words={wordsOf(c)} edition={edition.value} shown={shown} url={url} number={number} />)
  })
}

const readingKept = { seconds: limits.web.readingSeconds, control: 'private, max-age=300' }

/** Whoever knows one link of an edition can work out the others; what only private chats got has a key besides. */
function knowsKey(c: WebContext, text: string): boolean {
  const key = c.req.query('key')
  return key !== undefined && sameSecret(key, c.env.readingKey(text))
}

function readEditionCode(text: string): EditionCode | null {
  const code = v.safeParse(editionCodeSchema, text)
  return code.success && editionNumberOf(code.output) < 2 ** 40 ? code.output : null
}

async function withCode(
  c: WebContext,
  text: string,
  answer: (code: ShortCode) => Promise<Response>,
): Promise<Response> {
  const code = readShortCode(text)
  return code === null ? notFound(c) : answer(code)
}

type Article = ItemOfEdition & { readonly body: { readonly html: string; readonly base: string } | null }

async function getArticle(
  c: WebContext,
  { edition, position }: ShortCode,
): Promise<Result<Article | null, StoreProblem>> {
  const [found, body] = await Promise.all([
    getItem(c.env.store, edition, position),
    getBody(c.env.store, edition, position),
  ])
  if (!found.ok) return found
  if (!body.ok) return body
  return { ok: true, value: found.value === null ? null : { ...found.value, body: body.value } }
}
