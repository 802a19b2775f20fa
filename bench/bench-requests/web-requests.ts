/** Requests for each route of the web side. */
import { type Deployment, form } from './deployment.ts'
import { exampleParts, filled, namedParts, partsOf } from './path-parts.ts'
import type { RequestCase } from './request-case.ts'

/** Public pages; `{}` is a short link's code, `{7}` an edition's, `{post}` and `{day}` are of the archive. */
const pages = [
  '/',
  '/sitemap.xml',
  '/{}/',
  '/{}',
  '/aaaaaaaaaa',
  '/nothing/here',
  '/{}/read',
  '/{}.md',
  '/d/{post}',
  '/{}/read?digest={post}',
  '/d/{}',
  '/d/{7}',
  '/d/aaaaaaa',
  '/c/channel_0_news',
  '/c/channel_0_news/2',
  '/c/channel_0_news/{day}',
  '/c/channel_0_news.rss',
  '/c/channel_0_news.atom',
  '/c/channel_0_news.json',
  '/c/channel_1_news',
  '/c/nobodys_channel',
  '/health',
  '/status',
  '/stats/{chat}',
  '/setup',
  '/login?code=abcdefghijklmnopqrstuvwxyz012345',
  '/about',
  '/style.css',
  '/icon.svg',
  '/favicon.ico',
  '/apple-touch-icon.png',
  '/icon-192.png',
  '/icon-512.png',
  '/preview.png',
  '/manifest.webmanifest',
  '/robots.txt',
  '/.well-known/security.txt',
  '/websub/0.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
] as const

const forms: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['/setup', { secret: 'a wrong secret' }],
  ['/login', { code: 'abcdefghijklmnopqrstuvwxyz012345' }],
  ['/logout', {}],
  ['/websub/0.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', {}],
  ['/telegram/webhook', { an: 'update without a secret' }],
]

/** The admin API. Without its key every request is refused. */
const adminRoutes: readonly (readonly ['GET' | 'POST' | 'PUT', string])[] = [
  ['GET', '/operator/report'],
  ['GET', '/operator/telegram'],
  ['POST', '/operator/setup'],
  ['POST', '/operator/hello'],
  ['POST', '/operator/retire'],
  ['POST', '/operator/reserve'],
  ['GET', '/operator/directory'],
  ['PUT', '/operator/directory'],
  ['GET', '/operator/cells/0'],
  ['PUT', '/operator/cells/0'],
  ['GET', '/operator/documents'],
  ['GET', '/operator/documents/edition:a'],
  ['PUT', '/operator/documents/edition:a'],
]

export function webRequests(): readonly RequestCase[] {
  const gets = pages.flatMap((path): readonly RequestCase[] => {
    const example = filled(path, exampleParts).replace(/\?.*/u, '')
    const request = `GET ${filled(path, namedParts).replace(/\?(?!digest).*/u, '')}`
    const get = { request, kind: 'get', page: { method: 'GET', path: example } } as const
    const open = (deployment: Deployment, init?: RequestInit) =>
      read(deployment, filled(path, partsOf(deployment)), init)
    return [
      { ...get, who: 'stranger', send: open },
      { ...get, who: 'owner', send: (deployment) => open(deployment, { headers: { cookie: deployment.cookie } }) },
    ]
  })
  const posts = forms.map(
    ([path, fields]): RequestCase => ({
      request: `POST ${path}`,
      kind: 'post',
      who: 'stranger',
      page: { method: 'POST', path },
      send: (deployment) => read(deployment, path, form(fields)),
    }),
  )
  const refused = adminRoutes.map(
    ([method, path]): RequestCase => ({
      request: `${method} ${path}`,
      kind: method === 'GET' ? 'get' : 'post',
      who: 'stranger',
      page: { method, path },
      send: (deployment) => read(deployment, path, method === 'GET' ? { method } : { method, body: '{}' }),
    }),
  )
  const preflight: RequestCase = {
    request: 'OPTIONS /c/channel_0_news.rss',
    kind: 'get',
    who: 'stranger',
    page: { method: 'OPTIONS', path: '/c/channel_0_news.rss' },
    send: (deployment) => read(deployment, '/c/channel_0_news.rss', { method: 'OPTIONS' }),
  }
  let code = ''
  const signIn: RequestCase = {
    request: 'POST /login',
    kind: 'post',
    who: 'owner',
    prepare: async (deployment) => {
      code = await deployment.loginCode()
    },
    send: (deployment) => read(deployment, '/login', form({ code })),
  }
  const invalidSession: RequestCase = {
    request: 'GET /status (an invalid session)',
    kind: 'get',
    who: 'stranger',
    send: (deployment) => read(deployment, '/status', { headers: { cookie: `__Host-session=${'x'.repeat(32)}` } }),
  }
  return [...gets, preflight, invalidSession, ...posts, signIn, ...refused]
}

async function read({ paperboy }: Deployment, path: string, init?: RequestInit): Promise<void> {
  await (await paperboy.open(path, init)).arrayBuffer()
}
