/** Route of a channel's web page, which its owner can switch on. */
import { limits } from '../../limits.ts'
import { conditionOf } from '../conditional.ts'
import type { WebContext } from '../edge-cache.ts'
import { ChannelView } from '../pages/channel.tsx'
import { pageCount } from '../pages/pagination.tsx'
import { html, language, notFound, publicBase, translator } from '../responses.tsx'
import { styleVersion } from '../style.ts'
import { knownVersion, versioned } from '../versioned.ts'

/** @param number page number, from 1 */
export function showChannel(c: WebContext, name: string, number: number): Promise<Response> {
  // The style is part of the version, as a new one must invalidate cached pages.
  const variant = `${language(c)}-${styleVersion}-${number}`
  const condition = conditionOf(c)
  return versioned(c, { variant, vary: 'accept-language' }, condition, async () => {
    const found = await c.env.page(name, knownVersion(condition, variant))
    if (found === null || found.answer.kind === 'off') return notFound(c)
    if (found.answer.kind === 'same') return 'same'
    const { username, answer, readers = null } = found
    const { page } = answer
    if (number > 1 && pageCount(page.stories.length, limits.web.storiesAPage) < number) return notFound(c)
    const url = `${publicBase(c)}/c/${username}`
    const view = <ChannelView t={translator(c)} page={page} readers={readers} url={url} number={number} />
    return { response: html(c, view), version: page.version, modified: null }
  })
}
