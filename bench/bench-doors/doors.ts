/** Every entry point: each route, and each kind of update and command, as a stranger and as an owner. */

import { postOnly } from '../../playground/sample-people.ts'
import type { CommandName } from '../../src/i18n/catalogue.ts'
import { form, OWNER, STRANGER, type Stage, tell } from './stage.ts'

export type Who = 'stranger' | 'owner'
export type DoorKind = 'get' | 'post' | 'message' | 'callback'

export interface Door {
  readonly door: string
  readonly kind: DoorKind
  readonly who: Who
  /** Unmeasured preparation. */
  readonly before?: (stage: Stage) => Promise<unknown>
  readonly come: (stage: Stage) => Promise<unknown>
  /** Method and path of a page. */
  readonly page?: { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string }
}

/** Public pages; `{}` is a short link's code. */
const pages = [
  '/{}',
  '/aaaaaaaaaa',
  '/nothing/here',
  '/{}/read',
  '/{}.md',
  '/d/{}',
  '/d/{7}',
  '/d/aaaaaaa',
  '/c/channel_0_news',
  '/c/channel_0_news/2',
  '/c/channel_0_news.rss',
  '/c/channel_0_news.atom',
  '/c/channel_0_news.json',
  '/c/channel_1_news',
  '/c/nobodys_channel',
  '/health',
  '/status',
  '/setup',
  '/login?code=abcdefghijklmnopqrstuvwxyz012345',
  '/about',
  '/style.css',
  '/icon.svg',
  '/robots.txt',
] as const

const forms: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['/setup', { secret: 'a wrong one' }],
  ['/login', { code: 'abcdefghijklmnopqrstuvwxyz012345' }],
  ['/logout', {}],
  ['/telegram/webhook', { an: 'update without a secret' }],
]

/** The admin API, called without the bot's token: every request is refused. */
const operators: readonly (readonly ['GET' | 'POST' | 'PUT', string])[] = [
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

function pathOf(path: string, { shortLink }: Stage): string {
  const code = shortLink.slice(1)
  return path.replace('{}', code).replace('{7}', code.slice(0, 7))
}

function webDoors(): readonly Door[] {
  const kindOf = (method: string): DoorKind => (method === 'GET' ? 'get' : 'post')
  const gets = pages.flatMap((path) => {
    const example = path.replace('{}', 'aaaaaaaaaa').replace('{7}', 'aaaaaaa').replace(/\?.*/u, '')
    const page = { method: 'GET', path: example } as const
    const door = `GET ${path.replace('{}', '<code>').replace('{7}', '<edition>').replace(/\?.*/u, '')}`
    const open = (stage: Stage, init?: RequestInit) => read(stage, pathOf(path, stage), init)
    return [
      { door, kind: 'get', who: 'stranger', page, come: open },
      {
        door,
        kind: 'get',
        who: 'owner',
        page,
        come: (stage: Stage) => open(stage, { headers: { cookie: stage.cookie } }),
      },
    ] satisfies Door[]
  })
  const posts = forms.map(([path, fields]): Door => {
    const page = { method: 'POST', path } as const
    return {
      door: `POST ${path}`,
      kind: 'post',
      who: 'stranger',
      page,
      come: (stage) => read(stage, path, form(fields)),
    }
  })
  const turnedAway = operators.map(([method, path]): Door => {
    const init = method === 'GET' ? { method } : { method, body: '{}' }
    const page = { method, path }
    return {
      door: `${method} ${path}`,
      kind: kindOf(method),
      who: 'stranger',
      page,
      come: (stage) => read(stage, path, init),
    }
  })
  let code = ''
  const signingIn: Door = {
    door: 'POST /login',
    kind: 'post',
    who: 'owner',
    before: async (stage) => {
      code = await stage.loginCode()
    },
    come: (stage) => read(stage, '/login', form({ code })),
  }
  const madeUp: Door = {
    door: 'GET /status (a made-up session)',
    kind: 'get',
    who: 'stranger',
    come: (stage) => read(stage, '/status', { headers: { cookie: `__Host-session=${'x'.repeat(32)}` } }),
  }
  return [...gets, madeUp, ...posts, signingIn, ...turnedAway]
}

async function read({ paperboy }: Stage, path: string, init?: RequestInit): Promise<void> {
  await (await paperboy.open(path, init)).arrayBuffer()
}

/** An example of each command; `{}` is a channel. */
const commands: Readonly<Record<CommandName, string>> = {
  start: '/start',
  help: '/help',
  channels: '/channels',
  use: '/use {}',
  add: '/add {} https://spare.example/feed',
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
  retract: '/retract {} nothing',
  import: '/import {}',
  export: '/export {}',
  language: '/language en',
  quota: '/quota',
  move: '/move {} 1',
}
/** Preparation that lets a command repeat its change. */
const before: Readonly<Partial<Record<CommandName, CommandName>>> = {
  add: 'remove',
  remove: 'add',
  pause: 'resume',
  resume: 'pause',
}

const asSaid = (text: string, { channel }: Stage) => text.replace('{}', `@${channel}`)

/** All other private messages. */
const texts: Readonly<Record<string, string>> = {
  'a word': 'hello',
  'an address': 'https://spare.example/feed',
  'a channel’s name': '{}',
  'a command that does not exist': '/nothing',
  '/start with a wrong code': `/start ${'a'.repeat(32)}`,
  '/start with a wrong invitation': `/start invite-${'a'.repeat(32)}`,
}

function spoken(who: Who, from: number): readonly Door[] {
  const say = (words: { readonly text: string; readonly chat?: number }) => async (stage: Stage) => {
    stage.paperboy.world.say({ from, ...words, text: asSaid(words.text, stage) })
    await stage.paperboy.settle()
  }
  const message = (door: string, come: Door['come'], first?: Door['before']): Door => ({
    door,
    kind: 'message',
    who,
    come,
    ...(first === undefined ? {} : { before: first }),
  })
  const inGroup = (text: string) => (stage: Stage) => say({ text, chat: stage.group })(stage)
  return [
    ...Object.entries(texts).map(([door, text]) => message(door, say({ text }))),
    ...Object.entries(commands).map(([name, text]) => {
      const first = before[name as CommandName]
      const prepare = first === undefined || who === 'stranger' ? undefined : commands[first]
      return message(
        `/${name}`,
        say({ text }),
        prepare === undefined ? undefined : (stage) => tell(stage.paperboy, asSaid(prepare, stage)),
      )
    }),
    message('a forwarded post', async (stage) => {
      const { world, settle } = stage.paperboy
      const post = world.messages(stage.chat).at(-1)?.id ?? 0
      world.forward({ from, chat: stage.chat, message: post })
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
    message('an update of an unknown kind', ({ bring }) => bring({ poll_answer: { poll_id: '1', option_ids: [] } })),
    { door: 'a button of no meaning', kind: 'callback', who, come: ({ bring }) => bring(pressed(from, 'garbage')) },
    {
      door: 'a button of a channel',
      kind: 'callback',
      who,
      come: (stage) => stage.bring(pressed(from, `go:channel:0:${stage.chat}`)),
    },
  ]
}

function pressed(from: number, data: string) {
  const person = { id: from, is_bot: false, first_name: 'Somebody', language_code: 'en' }
  const message = { message_id: 1, date: 0, chat: { id: from, type: 'private', first_name: 'Somebody' } }
  return { callback_query: { id: '1', from: person, chat_instance: '1', message, data } }
}

export const doors: readonly Door[] = [...webDoors(), ...spoken('stranger', STRANGER), ...spoken('owner', OWNER)]
