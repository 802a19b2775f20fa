/** The newcomer's checklist: a step is done when it has happened in the simulated Telegram or in the Worker. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import { feedViews } from '../src/cell/list-feeds.ts'
import type { Schedule } from '../src/model.ts'
import type { Ledger } from '../src/store/ledger.ts'
import type { ItemCard } from './item-log.ts'
import type { SamplePeople } from './sample-people.ts'

export const steps = ['publish', 'read', 'filter', 'times', 'translate', 'import', 'stranger', 'reader'] as const
export type Step = (typeof steps)[number]

/** What is seen of a sample. */
export interface Observed {
  readonly cards: readonly Pick<ItemCard, 'places'>[]
  readonly channels: readonly {
    readonly schedule: Pick<Schedule, 'kind'>
    readonly filters: readonly string[]
    /** Its headlines are shown in another language. */
    readonly isTranslated: boolean
    /** Addresses. */
    readonly feeds: readonly string[]
  }[]
  /** Codes of opened reading pages that belong to these channels. */
  readonly isReadingPageOpened: boolean
  /** Texts of the files that the owner sent. */
  readonly files: readonly string[]
  readonly isStrangerAnswered: boolean
  /** Whether one of the people follows a channel. */
  readonly isReaderHere: boolean
}

const isDone: Readonly<Record<Step, (observed: Observed) => boolean>> = {
  publish: ({ cards }) => cards.some(({ places }) => places.some(({ fate }) => fate.kind !== 'unread')),
  read: ({ isReadingPageOpened }) => isReadingPageOpened,
  filter: ({ channels }) => channels.some(({ filters }) => filters.some((filter) => filter !== '')),
  times: ({ channels }) => channels.some(({ schedule }) => schedule.kind !== 'live'),
  translate: ({ channels }) => channels.some(({ isTranslated }) => isTranslated),
  import: ({ channels, files }) =>
    channels.some(({ feeds }) => feeds.some((feed) => files.some((text) => text.includes(feed)))),
  stranger: ({ isStrangerAnswered }) => isStrangerAnswered,
  reader: ({ isReaderHere }) => isReaderHere,
}

export interface Checklist {
  /** The steps that were done at least once. @param ledger null: nothing new is known of the Worker */
  done(ledger: Ledger | null, cards: readonly ItemCard[]): readonly Step[]
  /** Somebody opened the reading page of a headline. */
  opened(code: string): void
}

export function followChecklist(
  world: TelegramWorld,
  { owner, stranger }: SamplePeople,
  hasChat: (chat: number) => boolean,
): Checklist {
  const done = new Set<Step>()
  const openedCodes = new Set<string>()
  return {
    done(ledger, cards) {
      if (ledger !== null && done.size < steps.length) {
        const channels = ledger.channels.all().flatMap(({ channel }) => (hasChat(channel.chat) ? channel : []))
        const observed = {
          cards,
          channels: channels.map(({ id, schedule, filter, translate }) => {
            const feeds = feedViews(ledger, id)
            return {
              schedule,
              filters: [filter, ...feeds.map((feed) => feed.filter)],
              isTranslated: translate !== null,
              feeds: feeds.map(({ url }) => url),
            }
          }),
          isReadingPageOpened:
            openedCodes.size > 0 &&
            channels.some(({ id }) => ledger.outcomes.of(id).some(({ code }) => openedCodes.has(code ?? ''))),
          files: messagesOf(world, owner).flatMap(({ byBot, document }) => (byBot ? [] : (document?.text ?? []))),
          isStrangerAnswered: messagesOf(world, stranger).some(({ byBot }) => byBot),
          isReaderHere: ledger.channels
            .selections()
            .some(({ channel, follows }) => follows !== null && hasChat(channel.chat)),
        }
        for (const step of doneSteps(observed)) done.add(step)
      }
      return steps.filter((step) => done.has(step))
    },
    opened: (code) => void openedCodes.add(code),
  }
}

export function doneSteps(observed: Observed): readonly Step[] {
  return steps.filter((step) => isDone[step](observed))
}

function messagesOf(world: TelegramWorld, person: number) {
  return world.chats().some(({ id }) => id === person) ? world.messages(person) : []
}
