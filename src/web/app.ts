/** The web routes, and the headers of all responses. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { adminApi } from '../admin/admin-api.ts'
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import { limits } from '../limits.ts'
import { errorWords, log } from '../log.ts'
import { allowedMethods, otherMethod } from './allowed-methods.ts'
import { cachedRedirect } from './cached-redirect.ts'
import type { WebDeps } from './deps.ts'
import type { WebContext } from './edge-cache.ts'
import { forgivenAddress } from './forgiven-address.ts'
import { headersFor, indexed, withPictures } from './headers.ts'
import { iconNames, iconResponse, manifest } from './icons.ts'
import { outboundFormats } from './outbound/formats.ts'
import { note, notFound, overQuota, publicBase } from './responses.tsx'
import { followLink, showArchive, showArticle } from './routes/articles.tsx'
import { showChannel } from './routes/channels.tsx'
import { showDay, showDigest } from './routes/digests.tsx'
import { allowOtherSites, showFeed } from './routes/feeds.ts'
import { showFrontDoor, showSitemap } from './routes/front-door.tsx'
import { showSignIn, showStatus, signIn, signOut } from './routes/operator.tsx'
import { finishSetup, showSetup } from './routes/setup.tsx'
import { showStats } from './routes/stats.tsx'
import { receiveDocument, verifySubscription } from './routes/websub.ts'
import { robotsText, securityText } from './site-texts.ts'
import { style } from './style.ts'

export const app = new Hono<{ Bindings: WebDeps }>()

app.use(async (c, next) => {
  await next()
  const headers = Object.entries(headersFor(c.req.url, c.env))
  // Routes with pictures have set their own policy.
  for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html') === true
  if (isPage && !c.res.headers.has('x-robots-tag')) c.res.headers.set('x-robots-tag', 'noindex')
})

app.post('/telegram/webhook', (c) => c.env.webhook(c.req.raw))

app.get('/websub/:token', (c) => verifySubscription(c, c.req.param('token')))
app.post('/websub/:token', (c) => receiveDocument(c, c.req.param('token')))

app.route('/operator', adminApi)

app.get('/health', async (c) => {
  const health = await c.env.health()
  return c.json(health, health.ok ? 200 : 503, { 'cache-control': 'no-store' })
})

const bare = `public, max-age=${limits.web.bareSeconds}`
const plainText = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': bare }
const immutable = `public, max-age=${limits.web.immutableSeconds}, immutable`
app.get('/style.css', (c) =>
  c.body(style, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': immutable }),
)
for (const name of ['icon.svg', ...iconNames] as const) app.get(`/${name}`, (c) => iconResponse(name, c.req.query('v')))
app.get('/manifest.webmanifest', (c) =>
  c.body(manifest, 200, { 'content-type': 'application/manifest+json', 'cache-control': bare }),
)

app.get('/robots.txt', (c) => c.body(robotsText(publicBase(c)), 200, plainText))
app.get('/.well-known/security.txt', (c) => c.body(securityText(publicBase(c), c.env.now), 200, plainText))
app.get('/sitemap.xml', showSitemap)

app.get('/', indexed, showFrontDoor)

/** The User-Agent of feed requests links here. */
app.get('/about', (c) => note(c, 'about', 200))

app.get('/status', showStatus)
app.get('/stats/:channel{-?\\d{1,16}(?::\\d{1,10})?}', (c) => showStats(c, c.req.param('channel')))
/** Refuses forms of other sites, and oversized ones. */
const ownForms = [csrf(), bodyLimit({ maxSize: limits.web.formBytes, onError: notFound })] as const
app.get('/setup', showSetup)
app.post('/setup', ...ownForms, finishSetup)
app.get('/login', showSignIn)
app.post('/login', ...ownForms, signIn)
app.post('/logout', ...ownForms, signOut)

const pageNumber = (number: string | undefined) => Number(number ?? 1)
app.get('/c/:name{[A-Za-z][0-9A-Za-z_]{3,31}}/:number{[1-9][0-9]?}?', indexed, withPictures, (c) =>
  showChannel(c, c.req.param('name'), pageNumber(c.req.param('number'))),
)
app.get('/c/:name{[A-Za-z][0-9A-Za-z_]{3,31}}/:day{\\d{4}-\\d{2}-\\d{2}}/:number{[1-9][0-9]?}?', indexed, (c) =>
  showDay(c, c.req.param('name'), c.req.param('day'), pageNumber(c.req.param('number'))),
)
for (const format of outboundFormats) {
  const path = `/c/:file{[A-Za-z][0-9A-Za-z_]{3,31}\\.${format.ending}}` as const
  app.get(path, (c) => showFeed(c, c.req.param('file').slice(0, -1 - format.ending.length), format))
  app.options(path, allowOtherSites)
}

app.get('/d/:code{[0-9A-Za-z]{7}(?:[0-9A-Za-z]{3})?}/:number{[1-9][0-9]?}?', (c) =>
  showDigest(c, c.req.param('code'), pageNumber(c.req.param('number'))),
)
app.get('/:code{[0-9A-Za-z]{10}}', (c) => followLink(c, c.req.param('code')))
app.get('/:code{[0-9A-Za-z]{10}}/read', withPictures, (c) => showArticle(c, c.req.param('code')))
app.get('/:file{[0-9A-Za-z]{10}\\.md}', (c) => showArchive(c, c.req.param('file').slice(0, -'.md'.length)))

app.notFound((c) => otherMethod(c, app) ?? forgiven(c) ?? notFound(c))

/** Leads to the address that is probably meant; null: none. Only GET is redirected, so 301 will do, which every feed reader knows. */
function forgiven(c: WebContext): Response | null {
  const address = /^(?:GET|HEAD)$/u.test(c.req.method) ? forgivenAddress(new URL(c.req.url).pathname) : null
  if (address === null || !allowedMethods(app, address).includes('GET')) return null
  const response = c.redirect(`${address}${new URL(c.req.url).search}`, 301)
  response.headers.set('cache-control', `public, max-age=${limits.web.forgivenSeconds}`)
  return response
}

app.onError((error, c) => {
  if (error instanceof HTTPException) return note(c, 'signInFailed', 403)
  if (error instanceof RequestQuotaSpent) return overQuota(c)
  log({ event: 'request-failed', error: errorWords(error) })
  return note(c, 'broken', 500)
})

/** Answers any request. */
export async function handleRequest(request: Request, deps: WebDeps): Promise<Response> {
  return (await cachedRedirect(request, deps)) ?? app.fetch(request, deps)
}
