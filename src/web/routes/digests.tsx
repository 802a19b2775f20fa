/** Routes of posts: the page of one, addresses of earlier versions, and a day of a channel's archive. */
import * as v from 'valibot'
import { localDaySchema } from '../../cell/day-page.ts'
import { translatorFor } from '../../i18n/translator.ts'
import { dayMs, limits } from '../../limits.ts'
import { readPostCode } from '../../links/post-code.ts'
import { readLegacyEdition, readShortCode } from '../../links/short-code.ts'
import { cached, type WebContext } from '../edge-cache.ts'
import { findItem } from '../find-item.ts'
import { findPost, findState, hasExpired } from '../find-post.ts'
import { DayView } from '../pages/day.tsx'
import { DigestPage } from '../pages/digest.tsx'
import { html, note, notFound, publicBase, unavailable } from '../responses.tsx'

/** Posts are in the language of their channels, so all readers get the same page. */
const policy = { seconds: limits.web.readingSeconds, control: `public, max-age=${limits.web.browserSeconds}` }

/** The page of a post. @param number page number, from 1 */
export function showDigest(c: WebContext, code: string, number: number): Promise<Response> {
  return cached(c, policy, async () => {
    const page = await findPost(c.env, code, number)
    if (page === null) return number === 1 ? formerAddress(c, code) : notFound(c)
    const url = `${publicBase(c)}/d/${code}`
    return html(c, <DigestPage t={translatorFor(page.post.language)} page={page} url={url} number={number} />)
  })
}

/**
 * Addresses of earlier versions: pages were named by a headline of theirs, or by a legacy edition. They listed what several channels
 * got, so that a headline leads to its own post, or to its reading page.
 */
async function formerAddress(c: WebContext, text: string): Promise<Response> {
  if (readLegacyEdition(text) !== null) return note(c, 'noDigest', 410)
  const link = readShortCode(text, c.env.now)
  if (link === null) return notFound(c)
  const found = await findItem(c.env, link)
  if (!found.ok) return unavailable(c, found.problem)
  if (found.value === null) {
    const code = readPostCode(text, c.env.now)
    return note(c, 'noDigest', code !== null && hasExpired(code, c.env.now) ? 410 : 404)
  }
  const { post } = await findState(c.env, text, null, found.value.item)
  return c.redirect(post === null ? `/${text}/read` : `/d/${post}`, 302)
}

/** A day of a channel's archive. @param text the day, as `2026-11-29` @param number page number, from 1 */
export async function showDay(c: WebContext, name: string, text: string, number: number): Promise<Response> {
  const day = v.safeParse(localDaySchema, text)
  if (!day.success || !isKept(Date.parse(`${day.output}T00:00:00Z`), c.env.now)) return notFound(c)
  return cached(c, { ...policy, seconds: limits.web.channelSeconds }, async () => {
    const page = await c.env.day(name, day.output, number)
    if (page === null) return notFound(c)
    const url = `${publicBase(c)}/c/${page.username}/${page.day}`
    return html(c, <DayView t={translatorFor(page.language)} page={page} url={url} number={number} />)
  })
}

/** Whether a post can be of this day, in some time zone. */
function isKept(midnight: number, now: number): boolean {
  return midnight < now + dayMs && midnight > now - (limits.store.postsDays + 3) * dayMs
}
