/** Unknown errors in each part of the program, with the lines that should be logged. */
import { expect } from 'vitest'
import { OWNER, PUBLIC_URL, SECRET, TELEGRAM, TOKEN } from '../../simulators/cloudflare/paperboy.ts'
import { publish, type Scene } from '../torture/scene.ts'

const PRIVATE_FEED = 'https://reader:hunter2@private.example/feed'
const TITLE = 'a-title-that-nobody-may-read'
export const MESSAGE = 'what a person wrote'
export const WORDS = [TOKEN, SECRET, PRIVATE_FEED, TITLE, MESSAGE, `${TELEGRAM}/bot${TOKEN}/sendMessage`]

/** An error whose message contains everything that must not be logged. */
function talkative(): Error {
  return new TypeError(`${WORDS.join('\n    at ')} (title.js:1:1)`)
}

/** Refuses calls of this name. @param nth only the n-th one; null: all */
function refuse({ paperboy: { cloud } }: Scene, name: string, nth: number | null = null): void {
  let calls = 0
  cloud.faultMessage = WORDS.join('\n    at ')
  cloud.fault = (called) => {
    if (called === name) calls += 1
    return called === name && (nth === null || calls === nth) ? 'refused' : null
  }
}

/** Calls of these methods do not reach Telegram; `file`: downloads of files do not either. */
function cutOff(...methods: readonly string[]): void {
  const { fetch } = globalThis
  globalThis.fetch = (input, init) => {
    const { pathname } = new URL(String(input))
    const isCut =
      methods.includes(pathname.split('/').at(-1) ?? '') || (methods.includes('file') && pathname.startsWith('/file'))
    return isCut ? Promise.reject(talkative()) : fetch(input, init)
  }
}

/** Makes the cell's channels unreadable, so that the validator's message contains a row. */
function spoilChannels({ paperboy: { cloud } }: Scene): void {
  cloud.objects.storage('CELL', '0').query('UPDATE channels SET config = ?', JSON.stringify({ [TITLE]: WORDS }))
}

const get = ({ paperboy }: Scene, path: string, headers: Record<string, string> = {}) =>
  paperboy.cloud.fetch(new Request(`${PUBLIC_URL}${path}`, { headers }))

function shortLinkOf({ paperboy: { world }, first }: Scene): string {
  const posts = JSON.stringify(world.messages(Number(first.id)))
  return new RegExp(`${PUBLIC_URL}(/[0-9A-Za-z]{10})`, 'u').exec(posts)?.[1] ?? ''
}

const session = { cookie: `__Host-session=${'s'.repeat(32)}` }

interface Case {
  readonly name: string
  readonly vars?: Readonly<Record<string, string>>
  /** The fields of the expected line. */
  readonly line: Readonly<Record<string, unknown>>
  /** How often it fails; by default once. */
  readonly times?: number
  readonly act: (scene: Scene) => Promise<unknown>
}

export const cases: readonly Case[] = [
  {
    name: 'KV refuses a read of a cycle',
    line: { event: 'problem', cell: 0, problem: 'kv-failed' },
    act: async (scene) => {
      refuse(scene, 'get seen')
      await scene.paperboy.cron()
    },
  },
  {
    name: 'KV refuses a write of a cycle',
    line: { event: 'problem', cell: 0, problem: 'kv-failed' },
    act: async (scene) => {
      refuse(scene, 'put edition')
      publish(scene, scene.news, TITLE)
      await scene.paperboy.cron(null, 60)
    },
  },
  {
    name: 'KV refuses a read for a click',
    line: { event: 'caught', doing: 'reading or writing KV' },
    act: async (scene) => {
      const link = shortLinkOf(scene) // The cell has its edition for two hours.
      for (let hour = 0; hour < 3; hour += 1) await scene.paperboy.cron(null, 60)
      refuse(scene, 'get edition')
      await get(scene, link)
    },
  },
  {
    name: 'Telegram cannot be reached by a cycle',
    line: { event: 'failure', what: 'call', method: 'sendMessage', detail: 'no answer (TypeError)' },
    // Three messages are tried before the cycle gives up on Telegram.
    times: 3,
    act: async (scene) => {
      cutOff('sendMessage')
      publish(scene, scene.sport, TITLE)
      await scene.paperboy.cron()
    },
  },
  {
    name: 'Telegram cannot be reached by the bot',
    line: { event: 'call-failed', method: 'answerCallbackQuery' },
    act: async (scene) => {
      cutOff('answerCallbackQuery')
      const { world, deliver, clock } = scene.paperboy
      // KV takes one write a second per key, and the button starts a cycle.
      clock.now += 5000
      const menu = world.messages(OWNER).findLast(({ markup }) => markup !== null)
      world.press({ from: OWNER, chat: OWNER, message: menu?.id ?? 0, row: 0, column: 0 })
      await deliver()
    },
  },
  {
    name: 'the directory does not say who the operators are',
    line: { event: 'failure', what: 'directory', asked: 'operators' },
    act: async (scene) => {
      scene.paperboy.world.removeBot({ chat: Number(scene.first.id), by: OWNER })
      await scene.paperboy.deliver()
      refuse(scene, 'DIRECTORY.operators')
      await scene.paperboy.cron()
    },
  },
  {
    name: 'the directory does not answer cron',
    line: { event: 'caught', doing: 'asking the directory at cron' },
    act: (scene) => {
      refuse(scene, 'DIRECTORY.atCron')
      return scene.paperboy.cron()
    },
  },
  {
    name: 'the directory cannot say who signed in',
    line: { event: 'caught', doing: 'asking whether an owner signed in' },
    act: (scene) => {
      refuse(scene, 'DIRECTORY.callFromOutside', 1)
      return get(scene, '/status', session)
    },
  },
  {
    name: 'a cell does not answer /health',
    line: { event: 'caught', doing: 'asking an object for its health' },
    act: (scene) => {
      refuse(scene, 'CELL.callFromOutside')
      return get(scene, '/health')
    },
  },
  {
    name: 'cron does not reach a cell',
    line: { event: 'cycle-failed', cell: 0 },
    act: (scene) => {
      refuse(scene, 'CELL.cycle')
      return scene.paperboy.cron()
    },
  },
  {
    name: 'a cycle cannot read a row of its cell',
    line: { event: 'cycle-failed', cell: 0, error: expect.stringContaining('Channels.all') },
    act: (scene) => {
      spoilChannels(scene)
      return scene.paperboy.cron()
    },
  },
  {
    name: 'the bot cannot read a row of a cell',
    line: { event: 'update-failed', error: expect.stringContaining('Channels.') },
    act: (scene) => {
      spoilChannels(scene)
      return scene.paperboy.say(`/list ${scene.first.id}`)
    },
  },
  {
    name: 'the bot does not reach a cell',
    line: { event: 'update-failed' },
    act: (scene) => {
      refuse(scene, 'CELL.view')
      return scene.paperboy.say(`/list ${scene.first.id}`)
    },
  },
  {
    name: 'a file cannot be fetched from Telegram',
    line: { event: 'caught', doing: 'fetching a file from Telegram' },
    act: async (scene) => {
      cutOff('file')
      const { world, deliver } = scene.paperboy
      world.sendFile({ from: OWNER, name: 'feeds.opml', text: TITLE })
      await deliver()
    },
  },
  {
    name: 'a file cannot be sent to Telegram',
    line: { event: 'caught', doing: 'sending a file to Telegram' },
    act: (scene) => {
      cutOff('sendDocument')
      return scene.paperboy.say(`/export ${scene.first.id}`)
    },
  },
  {
    name: 'clicks cannot be asked for',
    vars: { ANALYTICS_TOKEN: 'analytics-secret', ACCOUNT_ID: 'account' },
    line: { event: 'caught', doing: 'asking for clicks' },
    act: (scene) => {
      cutOff('sql')
      return scene.paperboy.say(`/top ${scene.first.id}`)
    },
  },
  {
    name: 'a cell does not answer /status',
    line: { event: 'caught', doing: 'asking a cell for its status' },
    act: async (scene) => {
      const { cloud, clock } = scene.paperboy
      const code = await cloud.call('DIRECTORY', 'directory', 'inviteToSignIn', OWNER, clock.now)
      const signedIn = await cloud.call('DIRECTORY', 'directory', 'signIn', code, '', clock.now)
      // The first request asks for its health.
      refuse(scene, 'CELL.callFromOutside', 2)
      await get(scene, '/status', { cookie: `__Host-session=${Object(signedIn).session}` })
    },
  },
  {
    name: 'the feed reader dies during /add',
    line: { event: 'caught', doing: 'asking the feed reader' },
    act: (scene) => {
      refuse(scene, 'read 1')
      return scene.paperboy.say(`/add ${scene.second.id} ${scene.fringe.url}`)
    },
  },
  {
    name: 'the directory does not answer a page',
    line: { event: 'request-failed' },
    act: (scene) => {
      refuse(scene, 'DIRECTORY.callFromOutside')
      return get(scene, '/c/the_first')
    },
  },
  {
    name: 'the directory does not answer the front door',
    line: { event: 'caught', doing: 'asking for the front door' },
    act: (scene) => {
      refuse(scene, 'DIRECTORY.callFromOutside')
      return get(scene, '/')
    },
  },
  {
    name: 'the edge cache cannot be read',
    line: { event: 'caught', doing: 'asking the edge cache' },
    times: 2,
    act: (scene) => {
      const cache = { match: async () => Promise.reject(talkative()), put: async () => undefined }
      Object.assign(globalThis, { caches: { default: cache } })
      return get(scene, '/0000000000')
    },
  },
  {
    name: 'the edge cache cannot be written',
    line: { event: 'caught', doing: 'work after the answer' },
    act: async (scene) => {
      const cache = { match: async () => undefined, put: async () => Promise.reject(talkative()) }
      Object.assign(globalThis, { caches: { default: cache } })
      await get(scene, shortLinkOf(scene))
    },
  },
  {
    name: 'a channel cannot be moved to another cell',
    vars: { CELLS: '2' },
    line: { event: 'caught', doing: 'moving a channel to another cell' },
    act: async (scene) => {
      refuse(scene, 'CELL.receive')
      await scene.paperboy.say(`/move ${scene.first.id} 1`)
    },
  },
]
