/** A request for each route, kind of update and command, from a stranger and from an owner. */

import { postOnly } from '../../playground/sample-people.ts'
import type { CommandName } from '../../src/i18n/catalogue.ts'
import { type Deployment, form, OWNER, STRANGER, sayAsOwner } from './deployment.ts'
import { exampleParts, filled, namedParts, partsOf } from './path-parts.ts'
import { callbackQuery, reactionsIn } from './sample-updates.ts'

export type Who = 'stranger' | 'owner' | 'hub'
export type RequestKind = 'get' | 'post' | 'message' | 'callback'

export interface RequestCase {
  readonly request: string
  readonly kind: RequestKind
  readonly who: Who
  /** Unmeasured preparation. */
  readonly prepare?: (deployment: Deployment) => Promise<unknown>
  readonly send: (deployment: Deployment) => Promise<unknown>
  /** Method and an example path of a web request. */
  readonly page?: { readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS'; readonly path: string }
}

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

function webRequests(): readonly RequestCase[] {
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

/** An example of each command; `{}` is a channel. */
const commands: Readonly<Record<CommandName, string>> = {
  start: '/start',
  help: '/help',
  channels: '/channels',
  use: '/use {}',
  add: '/add {} https://spare.example/feed',
  feed: '/feed {} 1',
  remove: '/remove {} https://spare.example/feed',
  list: '/list {}',
  filter: '/filter {} -advert',
  digest: '/digest {} live',
  preview: '/preview {}',
  pause: '/pause {}',
  resume: '/resume {}',
  links: '/links {} headline',
  why: '/why {} Story',
  stories: '/stories {} on',
  reading: '/reading {} on',
  page: '/page {} on',
  top: '/top {}',
  stats: '/stats {}',
  retract: '/retract {} nothing',
  import: '/import {}',
  export: '/export {}',
  language: '/language en',
  quota: '/quota',
  move: '/move {} 1',
}
/** The command that undoes another one, so that it can be repeated. */
const inverse: Readonly<Record<string, string>> = {
  add: commands.remove,
  remove: commands.add,
  pause: commands.resume,
  resume: commands.pause,
}

const withChannel = (text: string, { channel }: Deployment) => text.replace('{}', `@${channel}`)

/** Other private messages. */
const texts: Readonly<Record<string, string>> = {
  'a word': 'hello',
  'an address': 'https://spare.example/feed',
  'a channel’s name': '{}',
  'a command that does not exist': '/nothing',
  '/start with a wrong code': `/start ${'a'.repeat(32)}`,
  '/start with a wrong invitation': `/start invite-${'a'.repeat(32)}`,
}

function updates(who: Who, from: number): readonly RequestCase[] {
  const say = (text: string, chatOf?: (deployment: Deployment) => number) => async (deployment: Deployment) => {
    const chat = chatOf?.(deployment)
    const { world, settle } = deployment.paperboy
    world.say({ from, text: withChannel(text, deployment), ...(chat === undefined ? {} : { chat }) })
    await settle()
  }
  const message = (request: string, send: RequestCase['send']): RequestCase => ({ request, kind: 'message', who, send })
  const inGroup = (text: string) => say(text, ({ group }) => group)
  return [
    ...Object.entries(texts).map(([request, text]) => message(request, say(text))),
    ...Object.entries(commands).map(([name, text]): RequestCase => {
      const undo = who === 'stranger' ? undefined : inverse[name]
      const sent = message(`/${name}`, say(text))
      if (undo === undefined) return sent
      return { ...sent, prepare: (deployment) => sayAsOwner(deployment.paperboy, withChannel(undo, deployment)) }
    }),
    message('a forwarded post', async ({ paperboy: { world, settle }, chat }) => {
      world.forward({ from, chat, message: world.messages(chat).at(-1)?.id ?? 0 })
      await settle()
    }),
    message('a file', async ({ paperboy: { world, settle } }) => {
      world.sendFile({
        from,
        name: 'feeds.txt',
        text: 'https://feed0.example/feed',
        caption: '/import @channel_0_news',
      })
      await settle()
    }),
    message('a word in a group', inGroup('hello')),
    message('/start in a group', inGroup('/start')),
    message('/list in a group', inGroup('/list')),
    message('the bot added to a channel', async ({ paperboy: { world, settle } }) => {
      const { id } = world.addChannel({ title: 'Another', creator: from })
      world.addBot({ chat: id, by: from, rights: postOnly })
      await settle()
    }),
    message('the bot added to a group', async ({ paperboy: { world, settle } }) => {
      world.addBot({ chat: world.addGroup({ title: 'Another', creator: from }).id, by: from })
      await settle()
    }),
    message('the bot blocked', async ({ paperboy: { world, settle } }) => {
      world.blockBot(from)
      await settle()
      world.unblockBot(from)
      await settle()
    }),
    message('an update of an unknown kind', ({ sendUpdate }) =>
      sendUpdate({ poll_answer: { poll_id: '1', option_ids: [] } }),
    ),
    {
      request: 'a button with unknown data',
      kind: 'callback',
      who,
      send: ({ sendUpdate }) => sendUpdate(callbackQuery(from, 'garbage')),
    },
    {
      request: 'a button of a channel',
      kind: 'callback',
      who,
      send: ({ sendUpdate, chat }) => sendUpdate(callbackQuery(from, `go:channel:0:${chat}`)),
    },
  ]
}

/** Telegram's reports on reactions, which no person sends. */
const reactionReports: readonly RequestCase[] = [
  {
    request: 'reactions to a post',
    kind: 'message',
    who: 'stranger',
    send: ({ sendUpdate, chat }) => sendUpdate(reactionsIn(chat)),
  },
  {
    request: 'reactions in a channel of nobody',
    kind: 'message',
    who: 'stranger',
    send: ({ sendUpdate }) => sendUpdate(reactionsIn(-1_009_999_999_999)),
  },
]

/** The last ones, as each document is read some seconds later. */
const hubRequests: readonly RequestCase[] = [
  { request: 'a verification', kind: 'get', who: 'hub', send: ({ hub }) => hub.verify() },
  {
    request: 'a document with a new item',
    kind: 'post',
    who: 'hub',
    // Reads the one before.
    prepare: ({ paperboy }) => paperboy.cron(),
    send: ({ hub }) => hub.deliver(),
  },
]

export const requestCases: readonly RequestCase[] = [
  ...webRequests(),
  ...updates('stranger', STRANGER),
  ...updates('owner', OWNER),
  ...reactionReports,
  ...hubRequests,
]
