/** The page's actions: validates them, and runs them in the simulated Telegram or at the sample publisher. */
import * as v from 'valibot'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'
import type { FeedServer } from './feed-server.ts'
import type { ItemLog } from './item-log.ts'
import type { PostReactions } from './post-reactions.ts'
import { addChannel, postOnly, type SamplePeople } from './sample-people.ts'
import { feedNames, type SampleTexts } from './samples/sample-texts.ts'

const id = v.pipe(v.number(), v.safeInteger())
const position = v.pipe(v.number(), v.integer(), v.minValue(0))
const text = v.pipe(v.string(), v.maxLength(4096))

const actionSchema = v.variant('act', [
  v.object({ act: v.literal('start'), person: id }),
  /** Without a chat: to the bot in private. */
  v.object({ act: v.literal('say'), person: id, text: v.pipe(text, v.trim(), v.minLength(1)), chat: v.optional(id) }),
  /** Sends a text file to the bot. */
  v.object({
    act: v.literal('file'),
    person: id,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000_000)),
  }),
  v.object({ act: v.literal('press'), person: id, chat: id, message: id, row: position, column: position }),
  v.object({ act: v.literal('share'), person: id, request: id, chat: id }),
  v.object({ act: v.literal('forward'), person: id, chat: id, message: id }),
  v.object({ act: v.literal('react'), person: id, chat: id, message: id }),
  v.object({
    act: v.literal('publish'),
    feed: v.picklist(feedNames),
    title: v.optional(v.pipe(text, v.trim())),
  }),
  v.object({ act: v.literal('new-channel'), person: id }),
  v.object({ act: v.literal('add-bot'), person: id, chat: id }),
  v.object({ act: v.literal('remove-bot'), person: id, chat: id }),
])
export type Action = Readonly<v.InferOutput<typeof actionSchema>>

export interface ActionDeps {
  readonly world: TelegramWorld
  readonly texts: SampleTexts
  readonly people: SamplePeople
  readonly feeds: FeedServer
  readonly items: Pick<ItemLog, 'published'>
  readonly reactions: Pick<PostReactions, 'toggle'>
}

/** The result of an action. @property show the chat to open @property done what the page says */
export type Outcome =
  | { readonly ok: true; readonly show?: number; readonly done?: 'forwarded' }
  | { readonly ok: false; readonly message: string }

export function performAction(deps: ActionDeps, received: unknown): Outcome {
  const parsed = v.safeParse(actionSchema, received)
  if (!parsed.success) return { ok: false, message: `Invalid request: ${v.summarize(parsed.issues)}` }
  try {
    return run(deps, parsed.output)
  } catch (problem) {
    // The simulator's error says what Telegram's apps do not allow.
    return { ok: false, message: problem instanceof Error ? problem.message : String(problem) }
  }
}

function run({ world, texts, people, feeds, items, reactions }: ActionDeps, act: Action): Outcome {
  switch (act.act) {
    case 'start':
      world.start(act.person)
      return { ok: true }
    case 'say':
      say(world, act)
      return { ok: true }
    case 'file':
      world.sendFile({ from: act.person, name: act.name, text: act.text })
      return { ok: true }
    case 'press': {
      const { person, chat, message, row, column } = act
      world.press({ from: person, chat, message, row, column })
      return { ok: true }
    }
    case 'share':
      world.shareChat({ from: act.person, request: act.request, chat: act.chat })
      return { ok: true }
    case 'forward':
      world.forward({ from: act.person, chat: act.chat, message: act.message })
      return { ok: true, done: 'forwarded' }
    case 'react':
      reactions.toggle(act)
      return { ok: true }
    case 'publish': {
      const title = act.title === undefined || act.title === '' ? undefined : act.title
      items.published(feeds.publish(act.feed, title), feeds.feed(act.feed))
      return { ok: true }
    }
    case 'new-channel':
      return { ok: true, show: addChannel(world, act.person, people, texts.newChannels) }
    case 'add-bot':
      world.addBot({ chat: act.chat, by: act.person, rights: postOnly })
      return { ok: true }
    case 'remove-bot':
      world.removeBot({ chat: act.chat, by: act.person })
      return { ok: true }
  }
}

function say(world: TelegramWorld, { person, text, chat }: Extract<Action, { readonly act: 'say' }>): void {
  if (chat === undefined || chat === person) world.say({ from: person, text })
  else if (world.chat(chat).type === 'channel') world.post({ chat, by: person, text })
  else world.say({ from: person, text, chat })
}
