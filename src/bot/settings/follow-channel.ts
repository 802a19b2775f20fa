/** A person follows a channel as a reader, which takes a place in the directory and a selection in a cell. */
import type { Follow, Followed, Source } from '../../cell/reader-api.ts'
import { limits } from '../../limits.ts'
import { usualLook } from '../../look.ts'
import type { Channel, ReaderCode, Schedule } from '../../model.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { privateChatOf } from '../access/administrators.ts'
import type { PersonContext } from '../request-context.ts'

/** What a reader wants of a channel: only what has words, all but what has them, or all. */
export type Want = 'only' | 'but' | 'all'

/** The first times of a new reader. Later they change them. */
const firstSchedules: Readonly<Record<Want, Schedule>> = {
  only: { kind: 'live', gapMinutes: null },
  but: { kind: 'times', minutes: [18 * 60] },
  all: { kind: 'times', minutes: [18 * 60] },
}

/** The channel of a link for readers. */
export interface OfferedChannel {
  readonly entry: ChannelEntry
  readonly source: Source
}

/** @returns null: the link does not exist any more */
export async function offeredChannel({ deps }: PersonContext, code: ReaderCode): Promise<OfferedChannel | null> {
  const entry = await deps.directory.readerLink(code)
  if (entry === null) return null
  const { cell, title, username } = entry
  return { entry, source: { code, cell, title, username } }
}

/** The channels that a person follows; none without a selection. */
export async function followsOf({ deps, reader }: PersonContext): Promise<readonly Follow[]> {
  return reader === null ? [] : deps.cell(reader.entry.cell).channel(reader.entry.id).follows()
}

export type FollowResult = Followed | { readonly kind: 'no-place' }

/** The context knows of the selection from then on. @param isFirst the person follows no other channel */
export async function followChannel(
  ctx: PersonContext,
  { entry: channel, source }: OfferedChannel,
  query: string,
  want: Want,
  isFirst: boolean,
): Promise<FollowResult> {
  const { deps, person } = ctx
  const { code } = source
  const inAll = deps.settings.readers
  const place = await deps.directory.follow(person.id, code, { inAll, follows: limits.readers.follows })
  if (place.kind !== 'follows') return place
  const { entry } = place
  const selection = deps.cell(entry.cell).channel(entry.id)
  if (isFirst) await selection.register(await newSelection(ctx, channel, entry, want))
  const followed = await selection.follow(source, query)
  const isRefused = followed.kind === 'full' || followed.kind === 'gone'
  if (isRefused) await deps.directory.unfollow(person.id, code)
  const others = ctx.reader?.codes.filter((each) => each !== code) ?? []
  const codes = isRefused ? others : [...others, code]
  Object.assign(ctx, { reader: codes.length === 0 ? ctx.reader : { entry, codes } })
  return followed
}

/** With the channel's time zone, until the reader names another. */
async function newSelection(
  { deps, person }: PersonContext,
  from: ChannelEntry,
  { id }: ChannelEntry,
  want: Want,
): Promise<Channel> {
  const timezone = await deps.cell(from.cell).channel(from.id).timezoneOf()
  return {
    id,
    chat: privateChatOf(person.id),
    thread: null,
    kind: 'private',
    title: '',
    username: null,
    owner: person.id,
    language: person.language,
    timezone: timezone ?? (want === 'only' ? null : 'UTC'),
    schedule: firstSchedules[want],
    ...usualLook,
    filter: '',
    pause: null,
  }
}
