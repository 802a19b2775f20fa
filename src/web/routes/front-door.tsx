/** Routes of the front door, and of the sitemap, which lists the same pages. */
import { RequestQuotaSpent } from '../../cycle/request-quota.ts'
import { limits } from '../../limits.ts'
import { logCaught } from '../../log.ts'
import type { FrontDoor } from '../deps.ts'
import { cached, type WebContext } from '../edge-cache.ts'
import { FrontDoorPage } from '../pages/front-door.tsx'
import { html, language, publicBase, translator, uncached } from '../responses.tsx'
import { sitemap } from '../site-texts.ts'
import { styleVersion } from '../style.ts'

const policy = { seconds: limits.web.frontDoorSeconds, control: `public, max-age=${limits.web.frontDoorSeconds}` }

/** Costs a request to the directory unless the page is cached. */
export function showFrontDoor(c: WebContext): Promise<Response> {
  const url = `${publicBase(c)}/`
  return withFrontDoor(c, `${language(c)}-${styleVersion}`, (door) =>
    html(c, <FrontDoorPage t={translator(c)} door={door} url={url} />),
  )
}

export function showSitemap(c: WebContext): Promise<Response> {
  return withFrontDoor(c, undefined, (door) => {
    const paths = ['/', ...(door?.channels ?? []).map(({ username }) => `/c/${username}`)]
    return c.body(sitemap(publicBase(c), paths), 200, { 'content-type': 'application/xml; charset=utf-8' })
  })
}

/** A response without the channels, if the directory does not answer or refuses requests, is not cached. */
async function withFrontDoor(
  c: WebContext,
  variant: string | undefined,
  respond: (door: FrontDoor | null) => Response,
): Promise<Response> {
  try {
    const variants = variant === undefined ? {} : { variant, vary: 'accept-language' as const }
    return await cached(c, { ...policy, ...variants }, async () => respond(await c.env.frontDoor()))
  } catch (error) {
    if (!(error instanceof RequestQuotaSpent)) logCaught('asking for the front door', error)
    return uncached(respond(null))
  }
}
