/** Passwords where a person may type them: in any command, answer or file. None is stored, shown or logged. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type Conversation, serveFeed } from './conversation.ts'
import { answersTo, conversable, everything, formsOf, owner } from './private-feeds.ts'

let paperboy: SimulatedPaperboy
let talk: Conversation

beforeAll(async () => {
  paperboy = await startSimulated({})
  talk = (await owner(paperboy)).talk
  serveFeed(conversable(paperboy), 'open.example', 'Open')
  await talk.tell('/add https://open.example/feed')
})
afterAll(() => paperboy.stop())

const passwords: string[] = []
/** A password that no other case has. */
function newPassword(): string {
  const password = `Zebra${passwords.length}~Quagga`
  passwords.push(password)
  return password
}

const isDeleted = () => paperboy.world.messages(OWNER, { deleted: true }).findLast(({ byBot }) => !byBot)?.deleted

describe('a message with a password is deleted, and its answer does not repeat it:', () => {
  const messages: readonly ((password: string) => string)[] = [
    (password) => `/add https:/ann:${password}@nowhere.example/feed`,
    (password) => `/add https:ann:${password}@nowhere.example/feed`,
    (password) => `/add https:\\\\ann:${password}@nowhere.example/feed`,
    (password) => `/add https：／／ann：${password}＠nowhere.example／feed`,
    (password) => `/add https://ann:${password}%40nowhere.example/feed`,
    (password) => `/add https://ann:${password}@nowhere.example:99999/feed`,
    (password) => `https://ann:${password}@`,
    (password) => `/ad https://ann:${password}@nowhere.example/feed`,
    (password) => `/use https://ann:${password}@nowhere.example/feed`,
    (password) => `/remove https://ann:${password}@nowhere.example/feed`,
    (password) => `/filter cats https://ann:${password}@nowhere.example/feed`,
    (password) => `/filter #1 https://ann:${password}@nowhere.example/feed`,
    (password) => `/why https://ann:${password}@nowhere.example/feed`,
    (password) => `/retract https://ann:${password}@nowhere.example/feed`,
    (password) => `/digest https://ann:${password}@nowhere.example/feed`,
    (password) => `/footer https://ann:${password}@nowhere.example/feed`,
    (password) => `/help https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed Paper login ann ${password}`,
    (password) => `/feed Paper https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed 1 name https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed 1 filter https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed 1 selector https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed 1 adress https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed 1 address https://ann:${password}@nowhere.example/feed`,
    (password) => `/feed 1 login: ann ${password}`,
  ]
  it.each(messages.map((message) => [message('PASSWORD'), message] as const))('%s', async (_, message) => {
    const password = newPassword()
    const answers = await answersTo(talk, message(password))
    expect(answers.at(-1)).toContain('I deleted your message')
    expect(answers.join('\n')).not.toContain(password)
    expect(isDeleted()).toBe(true)
    await talk.tell('/feed 1 login off')
  })
})

it('an answer to a question does not keep the password of an address in it', async () => {
  for (const [command, button] of [
    ['/feed 1', 'Rename'],
    ['/feed 1', 'Filter'],
  ] as const) {
    await talk.tell(command)
    await talk.tap(button)
    const answers = await answersTo(talk, `https://ann:${newPassword()}@nowhere.example/feed`)
    expect(answers.at(-1)).toContain('I deleted your message')
  }
})

it('a backup into which somebody wrote a password is imported with the password sealed', async () => {
  await talk.tell('/export')
  const saved = JSON.parse(talk.answers().at(-1)?.document?.text ?? '{}')
  const urls = [
    `https://ann:${newPassword()}@written.example/feed`,
    `https://ann:${newPassword()}@written.example:99999/`,
  ]
  const text = JSON.stringify({ ...saved, feeds: urls.map((url) => ({ url, title: 'Written' })) })
  paperboy.world.sendFile({ from: OWNER, name: 'backup.json', text, caption: '/import' })
  await paperboy.deliver()
  expect((await answersTo(talk, '/feed 2')).join()).toContain('🔒 A user name and password are sent to its site.')
})

it.each<readonly [string, (address: string) => string]>([
  [
    'OPML',
    (address) =>
      `<opml><body><outline type="rss" text="${address}" title="${address}" xmlUrl="${address}"/></body></opml>`,
  ],
  ['CSV', (address) => `title,url\n${address},${address}\n`],
  ['JSON', (address) => JSON.stringify([{ title: address, url: address }])],
  ['a Markdown list', (address) => `- [${address}](${address})`],
])('a list as %s that repeats the address as the title is imported without the password', async (name, list) => {
  const text = list(`https://ann:${newPassword()}@${name.toLowerCase().replace(/\W/gu, '')}.example/feed`)
  paperboy.world.sendFile({ from: OWNER, name: 'feeds.txt', text, caption: '/import' })
  await paperboy.deliver()
  expect(talk.answers().at(-2)?.text).toContain('1 feed was added')
  expect(talk.last()).toContain('I deleted your message')
  expect(isDeleted()).toBe(true)
})

it('no password is anywhere in what was stored, sent or logged', async () => {
  await paperboy.cron()
  const all = await everything(paperboy)
  const found = passwords.filter((password) => formsOf(password).some((form) => all.includes(form)))
  expect(found).toEqual([])
  expect(passwords.length).toBeGreaterThan(20)
})
