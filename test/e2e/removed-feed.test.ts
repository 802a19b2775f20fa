/** Buttons, questions and commands about a feed that was removed meanwhile: none of them is about the channel instead. */
import { afterEach, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import type { InlineButton, Message } from '../../simulators/telegram/world.ts'
import { serveFeed } from './conversation.ts'
import { answersTo, conversable, owner } from './private-feeds.ts'

let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

async function begin() {
  paperboy = await startSimulated({})
  const { talk } = await owner(paperboy)
  serveFeed(conversable(paperboy), 'a.example', 'Alpha')
  await talk.tell('/add https://a.example/feed')
  return { talk, say: (text: string) => answersTo(talk, text) }
}

function callbackData(message: Message | undefined, label: string): string {
  const buttons: readonly InlineButton[] = message?.markup?.kind === 'inline' ? message.markup.rows.flat() : []
  const found = buttons.find(({ text }) => text.includes(label))
  return found?.kind === 'callback' ? found.data : ''
}

it.each(['Filter', 'Rename', 'Address', 'Login', 'Headers', 'Remove'])(
  '%s on the screen of a removed feed shows the list of feeds',
  async (label) => {
    const { talk } = await begin()
    await talk.tell('/feed 1')
    const screen = talk.answers().at(-1)
    await talk.tell('/remove 1')
    await talk.tapStale(screen?.id ?? 0, callbackData(screen, label))
    expect(paperboy.world.message(OWNER, screen?.id ?? 0)?.text).toContain('has no feeds yet')
  },
)

it.each([
  ['Filter', 'cats'],
  ['Rename', 'Another name'],
  ['Login', 'ann s3cret'],
])('an answer to the question of %s is refused once the feed is removed', async (label, answer) => {
  const { talk, say } = await begin()
  await talk.tell('/list')
  await talk.tell('/feed 1')
  const screen = talk.answers().at(-1)
  await talk.tell('/feed 1')
  const other = talk.answers().at(-1)
  await talk.tapStale(other?.id ?? 0, callbackData(other, 'Remove'))
  await talk.tapStale(screen?.id ?? 0, callbackData(screen, label))
  const sure = paperboy.world.message(OWNER, other?.id ?? 0) ?? undefined
  await talk.tapStale(sure?.id ?? 0, callbackData(sure, 'Remove'))
  const answers = await say(answer)
  expect(answers[0]).toBe('That button is out of date.')
  expect(answers.join().includes('I deleted your message')).toBe(label === 'Login')
  expect((await say('cats'))[0]).toContain('I did not understand that.')
})

it('a password for a feed that is not there is deleted', async () => {
  const { say } = await begin()
  for (const command of ['/feed 9 login ann s3cret', '/feed 9 header X-Key: s3cret']) {
    const answers = await say(command)
    expect(answers[0]).toContain('There is no feed 9 here.')
    expect(answers[1]).toContain('I deleted your message')
  }
  expect(await say('/feed 9 login')).toHaveLength(1)
})
