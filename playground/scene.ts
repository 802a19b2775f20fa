/** The first scene: an owner sets up a channel, and the real Worker answers. */

import type { Message } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { fromBot, lastId } from './await-change.ts'
import { type Cast, postOnly } from './cast.ts'
import type { SampleFeed } from './feed-document.ts'

export interface SceneStep {
  readonly what: string
  readonly play: () => Promise<void>
}

/** The button under /add's answer. */
const newestFive = /newest 5/iu

/** @param commands her commands before the first feed */
export function firstScene(
  world: TelegramWorld,
  cast: Cast,
  feeds: readonly SampleFeed[],
  commands: readonly string[],
): readonly SceneStep[] {
  const { owner, channel } = cast
  return [
    {
      what: 'Mei starts the bot',
      async play() {
        const said = world.start(owner)
        await fromBot(world, owner, said.id, 'the bot to answer /start')
      },
    },
    {
      what: 'Mei makes the bot an admin of her channel',
      async play() {
        const before = lastId(world, owner)
        world.addBot({ chat: channel, by: owner, rights: postOnly })
        await fromBot(world, owner, before, 'the bot to greet')
      },
    },
    ...commands.map((command) => ({
      what: `Mei says ${command}`,
      async play() {
        const said = world.say({ from: owner, text: command })
        await fromBot(world, owner, said.id, `the bot to answer ${command}`)
      },
    })),
    ...feeds.map((feed) => ({
      what: `Mei adds “${feed.title}” and asks for its newest 5`,
      async play() {
        const said = world.say({ from: owner, text: `/add ${feed.address}` })
        const answer = await fromBot(world, owner, said.id, `the bot to answer /add ${feed.address}`, offersNewest)
        const before = lastId(world, channel)
        world.press({ from: owner, chat: owner, message: answer.id, ...newestButton(answer) })
        await fromBot(world, channel, before, 'the digest')
      },
    })),
  ]
}

function offersNewest(message: Message): boolean {
  return newestButton(message) !== null
}

/** Found by its position, since button texts differ by language. */
function newestButton({ markup }: Message): { readonly row: number; readonly column: number } | null {
  if (markup?.kind !== 'inline') return null
  for (const [row, buttons] of markup.rows.entries()) {
    const column = buttons.findIndex(({ text }) => newestFive.test(text))
    if (column >= 0) return { row, column }
  }
  return null
}
