/** A channel as a page and as feeds, where its owner switched that on. */
import type { ChannelPage } from '../cell/api.ts'
import { webWordsFor } from '../i18n/words.ts'
import { limits } from '../limits.ts'
import { html, language, notFound, publicBase, wordsOf } from './answers.tsx'
import { hasTag, kept, tagsIn, type WebContext } from './edge-cache.ts'
import type { OutboundFormat } from './outbound/formats.ts'
import { outboundFeed } from './outbound/outbound-feed.ts'
import { ChannelPageView } from './pages/channel.tsx'
import { pageCount } from './pages/pagination.tsx'
import { styleVersion } from './style.ts'

const control = `public, max-age=${limits.web.channelSeconds}`

/** @param number which page, from 1 */
export function showChannel(c: WebContext, name: string, number: number): Promise<Response> {
  // What the page looks like is a part of what it is.
  return answered(c, name, `${language(c)}-${styleVersion}`, (page, username) => {
    const url = `${publicBase(c)}/c/${username}`
    if (number > 1 && pageCount(page.stories.length) < number) return notFound(c)
    return html(c, <ChannelPageView words={wordsOf(c)} page={page} url={url} number={number} />)
  })
}

/** Readers of feeds may be pages of others: they are let in. */
export async function showFeed(
  c: WebContext,
  name: string,
  { ending, type, write }: OutboundFormat,
): Promise<Response> {
  const response = await answered(c, name, ending, (page, username) => {
    const { untitled, channelAbout } = webWordsFor(page.language)
    const words = { untitled, about: channelAbout(page.title) }
    const feed = outboundFeed(page, publicBase(c), { page: username, ending }, words)
    return c.body(write(feed, c.env.now), 200, { 'content-type': `${type}; charset=utf-8` })
  })
  response.headers.set('access-control-allow-origin', '*')
  return response
}

/** What the edge has; else the cell is asked, which says no more than that nothing changed, where that is so. */
async function answered(
  c: WebContext,
  name: string,
  variant: string,
  make: (page: ChannelPage, username: string) => Response,
): Promise<Response> {
  const asked = c.req.header('if-none-match')
  const ending = `-${variant}"`
  const known = tagsIn(asked)
    .find((each) => each.startsWith('"') && each.endsWith(ending))
    ?.slice(1, -ending.length)
  const response = await kept(c, { seconds: limits.web.channelSeconds, control, variant }, async () => {
    const found = await c.env.page(name, known ?? null)
    if (found === null || found.answer.kind === 'off') return notFound(c)
    if (found.answer.kind === 'same') return new Response(null, { status: 304 })
    const answer = make(found.answer.page, found.username)
    if (answer.status === 200) answer.headers.set('etag', `"${found.answer.page.version}${ending}`)
    return answer
  })
  const tag = response.headers.get('etag') ?? `"${known}${ending}`
  if (response.status !== 304 && !(response.status === 200 && hasTag(asked, tag))) return response
  return new Response(null, { status: 304, headers: { etag: tag, 'cache-control': control, vary: 'accept-language' } })
}
