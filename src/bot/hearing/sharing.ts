/** What somebody may have of a bot that lets anybody in, so that strangers do not eat its operator's plan. */
import { limits } from '../../limits.ts'
import type { Turn } from '../turn.ts'

type Asker = Pick<Turn, 'edges' | 'person' | 'isOwner'>

/** How many feeds a person may add yet. */
export async function roomFor({ edges, person, isOwner }: Asker): Promise<number> {
  if (isOwner) return limits.feed.feedsAChannel
  const channels = await edges.directory.channelsOf(person.id)
  const cells = new Set(channels.map(({ cell }) => cell))
  const counts = await Promise.all([...cells].map((cell) => edges.cell(cell).feedsOf(person.id)))
  return Math.max(0, limits.stranger.feeds - counts.reduce((sum, count) => sum + count, 0))
}

/** Whether a person may register one more channel. */
export async function mayRegister({ edges, person, isOwner }: Asker): Promise<boolean> {
  return isOwner || (await edges.directory.channelsOf(person.id)).length < limits.stranger.channels
}
