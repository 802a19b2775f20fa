/** The film: a feed is added, digest times are chosen, a digest arrives, and a filter shows what it would have hidden. */

import type { Cron } from '../../simulators/workerd/cron.ts'
import type { Cast } from '../cast.ts'
import { nextClock } from './next-clock.ts'
import type { Stage } from './stage.ts'
import type { Story } from './stories.ts'

export interface FilmDeps {
  readonly stage: Stage
  readonly story: Story
  readonly cast: Cast
  readonly cron: Cron
  readonly now: () => number
  /** Sets the playground's clock forward. */
  readonly forward: (to: number) => void
  /** Address of the feed that is there already. */
  readonly otherFeed: string
}

/** What happens before the film: the bot is in the channel, which has a page, reading pages and one feed. */
export async function prepare({ stage, cast, otherFeed }: FilmDeps): Promise<void> {
  await stage.ask({ act: 'start', person: cast.owner })
  await stage.ask({ act: 'add-bot', person: cast.owner, chat: cast.channel })
  const greeting = await stage.count()
  for (const text of ['/page on', '/reading on', `/add ${otherFeed}`]) await stage.say(text)
  await stage.hide(1, greeting - 1)
  await stage.hide(greeting + 1, await stage.count())
}

export async function film({ stage, story, cron, now, forward }: FilmDeps): Promise<void> {
  await stage.hold(1200)
  await stage.type(story.address)
  await stage.hold(700)
  await stage.tap(story.channel)
  await stage.hold(2300)
  await stage.type(story.times)
  await stage.hold(900)
  await stage.type(story.city)
  await stage.hold(1600)
  for (const feed of ['rss', 'atom'] as const)
    for (const title of story.published[feed]) await stage.publish(feed, title)
  forward(nextClock(now(), ['08:00', '18:30'], story.timezone))
  cron.cycleNow()
  await stage.arrived(story.published.rss[0] ?? '')
  await stage.hold(2600)
  await stage.type(story.filter)
  await stage.hold(3000)
}
