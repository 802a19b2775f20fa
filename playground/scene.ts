/** The sample of one language at work: its people, its publisher, and what is known of both. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { readerLink } from '../src/links/reader-link.ts'
import type { Ledger } from '../src/store/ledger.ts'
import { followArrivals } from './arrival-times.ts'
import type { CellReader } from './cell-reader.ts'
import { type Checklist, followChecklist } from './checklist.ts'
import { type DemoStep, demoSteps } from './demo.ts'
import { type FeedServer, type FeedServerOptions, startFeedServer } from './feed-server.ts'
import { followItems, type ItemLog } from './item-log.ts'
import { createPostReactions, type PostReactions } from './post-reactions.ts'
import { addSamplePeople, type SamplePeople } from './sample-people.ts'
import { feedNames, type SampleTexts } from './samples/sample-texts.ts'
import { viewOf } from './view.ts'

export interface SceneOptions extends FeedServerOptions {
  readonly world: TelegramWorld
  /** The Worker's LIVE_GAP_MINUTES. */
  readonly liveGapMinutes: number
}

export interface Scene {
  readonly texts: SampleTexts
  readonly people: SamplePeople
  readonly feeds: FeedServer
  readonly items: ItemLog
  readonly checklist: Checklist
  readonly reactions: PostReactions
  /** The demonstration's steps, which have not run yet. */
  readonly demo: readonly DemoStep[]
  /** What a page shows. @param isPushed whether the hub pushes the feed at this address */
  state(cell: CellReader, isPushed: (address: string) => boolean): Readonly<Record<string, unknown>>
}

export async function openScene({ world, liveGapMinutes, ...options }: SceneOptions): Promise<Scene> {
  const { texts, now = Date.now } = options
  const feeds = await startFeedServer(options)
  const people = addSamplePeople(world, texts)
  const ids = [people.owner, people.stranger]
  const hasChat = (chat: number) =>
    ids.includes(chat) || world.chats().some(({ id, members }) => id === chat && members.some(isOneOf(ids)))
  const items = followItems(followArrivals(world), hasChat, liveGapMinutes, now)
  const checklist = followChecklist(world, people, hasChat)
  const reactions = createPostReactions(world)
  return {
    texts,
    people,
    feeds,
    items,
    checklist,
    reactions,
    demo: demoSteps(
      world,
      people,
      feedNames.map((name) => feeds.feed(name)),
    ),
    state(cell, isPushed) {
      const known = cell.read((ledger) => {
        const cards = items.cards(ledger)
        return { cards, done: checklist.done(ledger, cards), channels: settingsIn(ledger) }
      })
      const cards = known?.cards ?? items.cards(null)
      return {
        ...viewOf(world, ids, reactions.of),
        owner: people.owner,
        stranger: people.stranger,
        channel: people.channel,
        feeds: feedNames.map((name) => {
          const { title, address, language, items: served } = feeds.feed(name)
          const pushed = isPushed(address)
          return { name, title, address, language, items: served.length, pushed, ...feeds.requests(name) }
        }),
        page: feeds.page,
        list: feeds.list,
        filterWord: texts.filterWord,
        translateTo: texts.translateTo,
        items: cards,
        checklist: known?.done ?? checklist.done(null, cards),
        settings: known?.channels ?? {},
      }
    },
  }

  /** What the checklist's hints depend on, by chat. */
  function settingsIn(ledger: Ledger) {
    return Object.fromEntries(
      ledger.channels.all().flatMap(({ channel }) =>
        hasChat(channel.chat)
          ? [
              [
                channel.chat,
                {
                  reading: channel.reading,
                  isLive: channel.schedule.kind === 'live',
                  readerLink: channel.readers === undefined ? null : readerLink(world.bot().username, channel.readers),
                },
              ],
            ]
          : [],
      ),
    )
  }
}

function isOneOf(people: readonly number[]): (member: { readonly user: number }) => boolean {
  return ({ user }) => people.includes(user)
}
