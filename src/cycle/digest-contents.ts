/** Chooses the lines of a channel's digest. Pure. */
import { newestHeadlines } from '../digest/compose.ts'
import type { Channel } from '../model.ts'
import type { Pending } from '../store/deliveries.ts'
import { gather, headlinesOf, type Line } from './gather-stories.ts'

export interface DigestContents {
  readonly shown: readonly Line<Pending>[]
  /** Headlines that the digest only counts. */
  readonly left: readonly Pending[]
}

/** @param due the channel's maximum counts; requested items are always included */
export function digestContents(channel: Channel, waiting: readonly Pending[], due: boolean): DigestContents {
  const lines = gather(waiting, channel)
  const isUrgent = (line: Line<Pending>) => headlinesOf(line).some(({ urgent }) => urgent)
  const { left } = newestHeadlines(due ? lines.filter((line) => !isUrgent(line)) : [], channel.atMost)
  return { shown: lines.filter((line) => !left.includes(line)), left: left.flatMap(headlinesOf) }
}
