/** The demonstration at the start: an owner sets up a channel, and the Worker answers. */
import type { Message } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import type { SampleFeed } from './feed-document.ts'
import { postOnly, type SamplePeople } from './sample-people.ts'
import { lastId, waitForBotMessage } from './wait-for-change.ts'

export interface DemoStep {
  readonly what: string
  readonly run: () => Promise<void>
}

const newestFive = /newest 5/iu

/** @param commands of the owner, before the first feed */
export function demoSteps(
  world: TelegramWorld,
  people: SamplePeople,
  feeds: readonly SampleFeed[],
  commands: readonly string[],
): readonly DemoStep[] {
  const { owner, channel } = people
  return [
    {
      what: 'Mei starts the bot',
      async run() {
        const said = world.start(owner)
        await waitForBotMessage(world, owner, said.id, 'the bot to answer /start')
      },
    },
    {
      what: 'Mei makes the bot an admin of her channel',
      async run() {
        const before = lastId(world, owner)
        world.addBot({ chat: channel, by: owner, rights: postOnly })
        await waitForBotMessage(world, owner, before, 'the bot to greet')
      },
    },
    ...commands.map((command) => ({
      what: `Mei says ${command}`,
      async run() {
        const said = world.say({ from: owner, text: command })
        await waitForBotMessage(world, owner, said.id, `the bot to answer ${command}`)
      },
    })),
    ...feeds.map((feed) => ({
      what: `Mei adds “${feed.title}” and asks for its newest 5`,
      async run() {
        const said = world.say({ from: owner, text: `/add ${feed.address}` })
        const answer = await waitForBotMessage(
          world,
          owner,
          said.id,
          `the bot to answer /add ${feed.address}`,
          offersNewest,
        )
        const before = lastId(world, channel)
        world.press({ from: owner, chat: owner, message: answer.id, ...newestButton(answer) })
        await waitForBotMessage(world, channel, before, 'the digest')
      },
    })),
  ]
}

function offersNewest(message: Message): boolean {
  return newestButton(message) !== null
}

/** The position of the button that posts the newest five items; null: there is none. */
function newestButton({ markup }: Message): { readonly row: number; readonly column: number } | null {
  if (markup?.kind !== 'inline') return null
  for (const [row, buttons] of markup.rows.entries()) {
    const column = buttons.findIndex(({ text }) => newestFive.test(text))
    if (column >= 0) return { row, column }
  }
  return null
}
