/** Undoes a change: restores what its callback state has kept. */
import * as v from 'valibot'
import type { FeedChange } from '../../cell/channel-api.ts'
import { channelExportSchema } from '../../cell/channel-export.ts'
import { channelId } from '../../model.ts'
import type { CallbackState } from '../../store/callback-states.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { chatOf, onChannel, registerPrivateChat } from '../access/about-channel.ts'
import { feedsAllowed } from '../access/allowance.ts'
import { registerByName } from '../access/register.ts'
import type { CallbackData } from '../callback-data.ts'
import { showFeedChanged } from '../commands/feed-changed.ts'
import { showFilterSet } from '../commands/filter-set.ts'
import { openToReaders } from '../commands/readers.ts'
import type { PersonContext } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'
import { showScreen } from '../screens/screens.ts'
import { undoWords } from '../settings/words.ts'
import { leaveFilter } from './held-filter.ts'

type State<Kind extends CallbackState['kind']> = Extract<CallbackState, { readonly kind: Kind }>

/** A channel's configuration in a callback state. */
const configurationSchema = v.pipe(v.string(), v.parseJson(), channelExportSchema)

export async function undo(ctx: PersonContext, { state }: CallbackData<'undo'>): Promise<void> {
  const before = await ctx.deps.directory.recall(state, ctx.person.id)
  if (before?.kind === 'words') return undoWords(ctx, before.code, before.query)
  // People who may not use the bot any more may have buttons of their channels.
  if (!ctx.isAllowed) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  switch (before?.kind) {
    case 'filter':
      return undoFilter(ctx, before)
    case 'held-filter':
      return leaveFilter(ctx, before)
    case 'feed':
      return undoFeedChange(ctx, before)
    case 'settings':
      return undoSettings(ctx, before)
    case 'channel':
      return undoForget(ctx, before)
    case 'readers':
      return undoClose(ctx, before)
    default:
      return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  }
}

async function undoFilter(ctx: PersonContext, { channel, feed, query }: State<'filter'>): Promise<void> {
  const entry = await ctx.deps.directory.channel(channel)
  if (entry === null) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  const which = feed === null ? null : { id: feed }
  await onChannel(
    async (about) => showFilterSet(about, await about.channel.setFilter(which, query, true)),
    ctx,
    entry,
    '',
  )
}

async function undoFeedChange(
  ctx: PersonContext,
  { channel, feed, address, credentials }: State<'feed'>,
): Promise<void> {
  const entry = await ctx.deps.directory.channel(channel)
  if (entry === null) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  const change: FeedChange = { address, credentials: { kind: 'all', credentials } }
  await onChannel(
    async (about) => showFeedChanged(about, await about.channel.changeFeed({ id: feed }, change)),
    ctx,
    entry,
    '',
  )
}

async function undoSettings(ctx: PersonContext, { channel, text }: State<'settings'>): Promise<void> {
  const entry = await ctx.deps.directory.channel(channel)
  const before = v.safeParse(configurationSchema, text)
  if (entry === null || !before.success) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  const { feeds: _, ...settings } = before.output
  await onChannel(
    async (about) => {
      await about.channel.importInto({ feeds: [], settings, most: 0, report: null })
      await showScreen(about, 'channel')
    },
    ctx,
    entry,
    '',
  )
}

async function undoClose(ctx: PersonContext, { channel, code }: State<'readers'>): Promise<void> {
  const entry = await ctx.deps.directory.channel(channel)
  if (entry === null) return ctx.answerCallback(ctx.texts.t.text('start.staleButton'))
  await onChannel((about) => openToReaders(about, code), ctx, entry, '')
}

/** Registers the channel again, with its settings and feeds. */
async function undoForget(ctx: PersonContext, state: State<'channel'>): Promise<void> {
  const { deps, texts } = ctx
  const before = v.safeParse(configurationSchema, state.text)
  const entry = before.success ? await registerAgain(ctx, state) : null
  if (!before.success || entry === null) return ctx.answerCallback(texts.t.text('start.staleButton'))
  const { feeds, ...settings } = before.output
  const channel = deps.cell(entry.cell).channel(entry.id)
  const most = await feedsAllowed({ deps, person: ctx.person, isOwner: ctx.isOwner, entry, channel })
  await channel.importInto({ feeds, settings, most, report: null })
  const { rows } = await homeScreen(ctx)
  await ctx.show({ html: texts.menu.channelRestored(entry.title), rows })
}

async function registerAgain(ctx: PersonContext, { channel, topic }: State<'channel'>): Promise<ChannelEntry | null> {
  if (channel === channelId(ctx.origin.id, null)) return registerPrivateChat(ctx)
  const thread = Number(channel.split(':')[1] ?? 0)
  const named = thread === 0 ? null : { thread, name: topic ?? `#${thread}` }
  const registered = await registerByName(ctx, chatOf({ id: channel }), named)
  return registered.kind === 'registered' ? registered.entry : null
}
