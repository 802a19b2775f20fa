/** Updates of each kind, with each command. */
import { postOnly } from '../../playground/sample-people.ts'
import type { CommandName } from '../../src/i18n/catalogue.ts'
import { type Deployment, sayAsOwner } from './deployment.ts'
import type { RequestCase, Who } from './request-case.ts'
import { callbackQuery, reactionsIn } from './sample-updates.ts'

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
  corrections: '/corrections {} on',
  reading: '/reading {} on',
  translate: '/translate {}',
  summary: '/summary {}',
  page: '/page {} on',
  readers: '/readers {}',
  keywords: '/keywords',
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

const withChannel = (text: string, { channel, readers }: Deployment) =>
  text.replace('{}', `@${channel}`).replace('{readers}', readers)

/** Other private messages; `{readers}` is the code of a channel's link for readers. */
const texts: Readonly<Record<string, string>> = {
  'a word': 'hello',
  'an address': 'https://spare.example/feed',
  'a channel’s name': '{}',
  'a command that does not exist': '/nothing',
  '/start with a wrong code': `/start ${'a'.repeat(32)}`,
  '/start with a wrong invitation': `/start invite-${'a'.repeat(32)}`,
  '/start with a wrong link for readers': '/start r_aaaaaaaaaa',
  '/start with a link for readers': '/start r_{readers}',
}

export function updates(who: Who, from: number): readonly RequestCase[] {
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
    {
      request: 'a button that follows a channel as a reader',
      kind: 'following',
      who,
      prepare: ({ sendUpdate }) => sendUpdate(callbackQuery(from, `forget:r${from}`)),
      send: ({ sendUpdate, readers }) => sendUpdate(callbackQuery(from, `want:all:${readers}`)),
    },
    {
      request: 'a button that ends what a reader follows',
      kind: 'following',
      who,
      prepare: ({ sendUpdate, readers }) => sendUpdate(callbackQuery(from, `want:all:${readers}`)),
      send: ({ sendUpdate }) => sendUpdate(callbackQuery(from, `forget:r${from}`)),
    },
  ]
}

/** Telegram's reports on reactions, which no person sends. */
export const reactionReports: readonly RequestCase[] = [
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
