/** The demonstration at the start: an owner sets up a channel, and the Worker answers. */
import type { Message } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { languageOf } from '../src/i18n/languages.ts'
import { textsFor } from '../src/i18n/texts.ts'
import type { SampleFeed } from './feed-document.ts'
import { postOnly, type SamplePeople } from './sample-people.ts'
import { lastId, waitForBotMessage } from './wait-for-change.ts'

export interface DemoStep {
  readonly what: string
  readonly run: () => Promise<void>
}

export function demoSteps(
  world: TelegramWorld,
  people: SamplePeople,
  feeds: readonly SampleFeed[],
): readonly DemoStep[] {
  const { owner, channel } = people
  const { firstName: name, languageCode } = world.person(owner)
  const newestFive = textsFor(languageOf(languageCode ?? undefined)).postNewest(5)
  const offersNewest = (message: Message) => positionOf(newestFive, message) !== null
  return [
    {
      what: `${name} starts the bot`,
      async run() {
        const said = world.start(owner)
        await waitForBotMessage(world, owner, said.id, 'the bot to answer /start')
      },
    },
    {
      what: `${name} makes the bot an admin of the channel`,
      async run() {
        const before = lastId(world, owner)
        world.addBot({ chat: channel, by: owner, rights: postOnly })
        await waitForBotMessage(world, owner, before, 'the bot to greet')
      },
    },
    ...feeds.map((feed) => ({
      what: `${name} adds “${feed.title}” and asks for its newest 5`,
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
        world.press({ from: owner, chat: owner, message: answer.id, ...positionOf(newestFive, answer) })
        await waitForBotMessage(world, channel, before, 'the digest')
      },
    })),
  ]
}

/** The position of a message's button; null: there is none. */
function positionOf(label: string, { markup }: Message): { readonly row: number; readonly column: number } | null {
  if (markup?.kind !== 'inline') return null
  for (const [row, buttons] of markup.rows.entries()) {
    const column = buttons.findIndex(({ text }) => text === label)
    if (column >= 0) return { row, column }
  }
  return null
}
