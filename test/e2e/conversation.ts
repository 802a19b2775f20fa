/** A person who uses the bot as in Telegram's apps: writes, presses buttons by their texts, and reads the chat. */

import { type Entry, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import type { InlineButton, Message } from '../../simulators/telegram/world.ts'
import type { SimulatedPaperboy } from './simulated-paperboy.ts'

export interface Conversation {
  readonly person: number
  /** Writes to the bot. @returns its last message */
  readonly tell: (text: string) => Promise<string>
  /** Presses the button with this text in the newest message that has one. @returns the text of this message or of a newer one afterwards */
  readonly tap: (label: string) => Promise<string>
  /** The text that the last press showed above the chat. */
  readonly toast: () => string
  /** Presses a button that a message no longer has, as a phone with an old chat may. */
  readonly tapStale: (message: number, data: string) => Promise<string>
  readonly answers: () => readonly Message[]
  readonly last: () => string
  /** The buttons of the newest message that has any, by row. */
  readonly buttons: () => readonly (readonly string[])[]
}

export function converse(paperboy: SimulatedPaperboy, person: number): Conversation {
  const { world } = paperboy
  const answers = () => world.messages(person).filter(({ byBot }) => byBot)
  const last = () => answers().at(-1)?.text ?? ''
  const inline = ({ markup }: Message): readonly (readonly InlineButton[])[] =>
    markup?.kind === 'inline' ? markup.rows : []
  const withButtons = () => answers().findLast((message) => inline(message).length > 0)
  return {
    person,
    answers,
    last,
    tell: async (text) => {
      world.say({ from: person, text })
      await paperboy.settle()
      return last()
    },
    tap: async (label) => {
      const message = answers().findLast((each) =>
        inline(each)
          .flat()
          .some(({ text }) => text.includes(label)),
      )
      const button =
        message === undefined
          ? undefined
          : inline(message)
              .flat()
              .find(({ text }) => text.includes(label))
      if (message === undefined || button?.kind !== 'callback') {
        const shown = withButtons()
        throw new Error(
          `no button ${label}; there are ${
            shown === undefined
              ? 'none'
              : JSON.stringify(
                  inline(shown)
                    .flat()
                    .map(({ text }) => text),
                )
          }`,
        )
      }
      const before = last()
      world.press({ from: person, chat: person, message: message.id, data: button.data })
      await paperboy.settle()
      return last() === before ? (world.message(person, message.id)?.text ?? '') : last()
    },
    toast: () => world.callbacks().at(-1)?.answer?.text ?? '',
    tapStale: async (message, data) => {
      const shown = world.message(person, message)
      if (shown === null) throw new Error('there is no such message')
      world.press({ from: person, chat: person, message, data })
      await paperboy.settle()
      return world.callbacks().at(-1)?.answer?.text ?? ''
    },
    buttons: () => {
      const shown = withButtons()
      return shown === undefined ? [] : inline(shown).map((row) => row.map(({ text }) => text))
    },
  }
}

export const POST_ONLY = { can_manage_chat: true, can_post_messages: true }

export interface Owned {
  readonly conversation: Conversation
  readonly owner: number
  readonly channel: number
  /** The bot's posts in the channel. */
  readonly posts: () => readonly Message[]
}

/** An owner with a channel in which the bot may post. */
export async function ownChannel(paperboy: SimulatedPaperboy, owner: number, title = 'Morning'): Promise<Owned> {
  const { world } = paperboy
  if (!world.people().some(({ id }) => id === owner))
    world.addPerson({ id: owner, firstName: 'Ann', languageCode: 'en' })
  world.start(owner)
  const { id } = world.addChannel({
    title,
    creator: owner,
    username: `${title.toLowerCase().replace(/\W/gu, '')}_news`,
  })
  world.addBot({ chat: id, by: owner, rights: POST_ONLY })
  await paperboy.settle()
  return {
    conversation: converse(paperboy, owner),
    owner,
    channel: id,
    posts: () => world.messages(id).filter(({ byBot }) => byBot),
  }
}

/** A feed with one old item, at its own host. */
export function serveFeed(
  paperboy: SimulatedPaperboy,
  host: string,
  title: string,
  ...more: readonly Entry[]
): TestFeed {
  const feed = testFeed(title, [{ title: `Old ${title}`, link: `https://${host}/old` }, ...more])
  paperboy.sites.set(host, feed.site)
  return feed
}
