/** Channels as people name them: by @name, chat id, link or title. */
import type { ChannelEntry } from '../../store/people.ts'
import type { PersonContext } from '../request-context.ts'
import { renamedChannel } from './renamed-channel.ts'

/** `@name`, also in full width, or a chat id as /channels shows it. */
const named = /^(?:[@＠](?<name>\w{4,32})|(?<id>-\d{5,}(?::\d+)?))(?=\s|$)\s*/u
/** A link to a channel or a post. In links, ids of channels and supergroups lack the -100 at their beginning. */
const linked =
  /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:c\/(?<number>\d{5,})|(?:s\/)?(?<name>[a-z]\w{3,31}))(?:\/\d+)*\/?(?:\?\S*)?$/iu

/** The channel at the beginning of a text. @returns `@name` or a chat id, and the text behind it; null: there is none */
export function splitChannelName(text: string): { readonly name: string; readonly rest: string } | null {
  const found = named.exec(text)
  if (found === null) return null
  const { name, id = '' } = found.groups ?? {}
  return { name: name === undefined ? id : `@${name}`, rest: text.slice(found[0].length) }
}

/** The channel that a text consists of: a name, an id or a link. @returns `@name` or a chat id */
export function readChannelName(text: string): string | null {
  const first = splitChannelName(text)
  if (first !== null) return first.rest === '' ? first.name : null
  const { name, number } = linked.exec(text)?.groups ?? {}
  if (name !== undefined) return `@${name}`
  return number === undefined ? null : `-100${number}`
}

/** Finds a registered channel by its name, id or title. */
export async function findChannel(
  ctx: Pick<PersonContext, 'deps' | 'person'>,
  name: string,
): Promise<ChannelEntry | null> {
  const { deps, person } = ctx
  const channels = await deps.directory.channelsOf(person.id)
  const found = channels.find(({ id }) => id === name) ?? (await deps.directory.channelNamed(name.replace(/^@/u, '')))
  if (found !== null) return found
  if (name.startsWith('@')) return renamedChannel(ctx, name, channels)
  return channels.find(({ title }) => title.toLowerCase() === name.toLowerCase()) ?? null
}
