/** The web side: short links, health, and the webhook's door. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { readShortCode } from '../links/code.ts'
import { getEdition } from '../store/editions.ts'
import type { KeyValue } from '../store/seen.ts'
import type { Health } from './health.ts'

export interface WebEdges {
  readonly store: KeyValue
  readonly health: () => Promise<Health>
  readonly webhook: (request: Request) => Promise<Response>
}

export const app = new Hono<{ Bindings: WebEdges }>()

app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } }))

app.post('/telegram/webhook', (c) => c.env.webhook(c.req.raw))

app.get('/health', async (c) => {
  const health = await c.env.health()
  return c.json(health, health.ok ? 200 : 503, { 'cache-control': 'no-store' })
})

/** Where the User-Agent of this Paperboy leads a publisher who wonders what it is. */
app.get('/about', (c) =>
  c.html(
    page(
      'Paperboy',
      'This is a Paperboy: a bot that brings the headlines of feeds to Telegram. It reads a feed every five to thirty minutes, or as rarely as Cache-Control, Retry-After, ttl, skipHours, skipDays or sy:updatePeriod ask, for all of its channels at once, and asks only for what has changed. A feed that answers 410 is not asked again.',
    ),
  ),
)

/** One KV read for a code that may exist, none for one that cannot. */
app.get('/:code{[0-9A-Za-z]{10}}', async (c) => {
  const code = readShortCode(c.req.param('code'))
  if (code === null) return c.notFound()
  const edition = await getEdition(c.env.store, code.edition)
  if (!edition.ok) {
    return c.html(page('Not just now', 'This link cannot be looked up right now. Please try again in a minute.'), 503, {
      'retry-after': '60',
    })
  }
  const link = edition.value?.items[code.position]?.link ?? null
  return link !== null && /^https?:\/\//u.test(link) ? c.redirect(link, 302) : c.notFound()
})

app.notFound((c) => c.html(page('Not found', 'There is nothing at this address, or no longer.'), 404))

app.onError((error, c) => {
  const words = error.name === 'EnvironmentError' ? error.message : error.name
  console.error(JSON.stringify({ event: 'request-failed', error: words }))
  return c.html(page('Not just now', 'The server could not answer. Please try again in a minute.'), 500)
})

function page(title: string, text: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>
</body>
</html>`
}
