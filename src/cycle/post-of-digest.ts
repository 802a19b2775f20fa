/** The post that a digest becomes: its code, and what its page shows beside the headlines. */
import { postCode } from '../links/post-code.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { Digest } from '../store/posts.ts'
import type { CycleDeps, CycleSettings } from './deps.ts'

/** Whether anybody may open pages of what the channel gets. */
export function hasPosts({ username, kind, reading, page }: Channel): boolean {
  // A chat with a person is private even if the person has a @name.
  return username !== null && kind !== 'private' && (reading || page)
}

/** @param heading null: it has none @returns null: the channel has no posts, or nobody knows the address of their pages */
export function postOfDigest(
  {
    ledger,
    cell,
    settings,
  }: Pick<CycleDeps, 'ledger' | 'cell'> & { readonly settings: Pick<CycleSettings, 'linkBase'> },
  channel: Channel,
  heading: string | null,
  now: EpochMs,
): Digest | null {
  if (settings.linkBase === null || !hasPosts(channel)) return null
  const unsent = new Set(ledger.messages.unsent().map(({ digest }) => digest?.code))
  const found = postCode(channel.id, cell, now, (code) => unsent.has(code.code) || ledger.posts.has(code))
  if (found === null) return null
  const { code, tag, day } = found
  const { language, translate } = channel
  const translated = translate === null ? {} : { translate }
  return { code, tag, day, at: now, heading, timezone: channel.timezone ?? 'UTC', language, ...translated }
}
