/** Routes of a channel's web page and feeds, which its owner can switch on. */
import type { ChannelPage } from '../../cell/channel-page.ts'
import { limits } from '../../limits.ts'
import { cached, entityTags, type WebContext } from '../edge-cache.ts'
import type { OutboundFormat } from '../outbound/formats.ts'
import { outboundFeed } from '../outbound/outbound-feed.ts'
import { ChannelView } from '../pages/channel.tsx'
import { pageCount } from '../pages/pagination.tsx'
import { html, language, notFound, publicBase, translator } from '../responses.tsx'
import { styleVersion } from '../style.ts'

const control = `public, max-age=${limits.web.channelSeconds}`

/** The channel's page. @param number page number, from 1 */
export function showChannel(c: WebContext, name: string, number: number): Promise<Response> {
  // The style is part of the version, as a new one must invalidate cached pages.
  return withPage(c, name, `${language(c)}-${styleVersion}`, (page, username) => {
    const url = `${publicBase(c)}/c/${username}`
    if (number > 1 && pageCount(page.stories.length, limits.web.storiesAPage) < number) return notFound(c)
    return html(c, <ChannelView t={translator(c)} page={page} url={url} number={number} />)
  })
}

/** The channel's feed in one format. */
export async function showFeed(
  c: WebContext,
  name: string,
  { ending, type, write }: OutboundFormat,
): Promise<Response> {
  const response = await withPage(c, name, ending, (page, username) => {
    const feed = outboundFeed(page, publicBase(c), { page: username, ending })
    return c.body(write(feed, c.env.now), 200, { 'content-type': `${type}; charset=utf-8` })
  })
  // Feed readers may run on other sites.
  response.headers.set('access-control-allow-origin', '*')
  return response
}

/** Responds from the edge cache, else with the cell's current page; 304 if the client has that version. */
async function withPage(
  c: WebContext,
  name: string,
  variant: string,
  respond: (page: ChannelPage, username: string) => Response,
): Promise<Response> {
  const tags = entityTags(c.req.header('if-none-match'))
  const ending = `-${variant}"`
  const known = tags.find((each) => each.startsWith('"') && each.endsWith(ending))?.slice(1, -ending.length)
  const response = await cached(c, { seconds: limits.web.channelSeconds, control, variant }, async () => {
    const found = await c.env.page(name, known ?? null)
    if (found === null || found.answer.kind === 'off') return notFound(c)
    if (found.answer.kind === 'same') return new Response(null, { status: 304 })
    const made = respond(found.answer.page, found.username)
    if (made.status === 200) made.headers.set('etag', `"${found.answer.page.version}${ending}`)
    return made
  })
  const tag = response.headers.get('etag') ?? `"${known}${ending}`
  const isUnchanged = response.status === 200 && (tags.includes(tag) || tags.includes('*'))
  if (response.status !== 304 && !isUnchanged) return response
  return new Response(null, { status: 304, headers: { etag: tag, 'cache-control': control, vary: 'accept-language' } })
}
