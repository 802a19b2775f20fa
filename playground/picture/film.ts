/** The film: a feed is added, digest times are chosen, a digest arrives, and a filter shows what it would have hidden. */
import type { Cron } from '../../simulators/workerd/cron.ts'
import type { SamplePeople } from '../sample-people.ts'
import { nextClock } from './next-clock.ts'
import type { PageDriver } from './page-driver.ts'
import type { PictureTexts } from './picture-texts.ts'

export interface FilmDeps {
  readonly driver: PageDriver
  readonly texts: PictureTexts
  readonly people: SamplePeople
  readonly cron: Cron
  readonly now: () => number
  /** Sets the playground's clock forward. */
  readonly setClock: (to: number) => void
  /** Address of the feed that is added before the film. */
  readonly otherFeed: string
}

/** Before the film: adds the bot to the channel, which gets a page, reading pages and one feed. */
export async function prepare({ driver, people, otherFeed }: FilmDeps): Promise<void> {
  await driver.act({ act: 'start', person: people.owner })
  await driver.act({ act: 'add-bot', person: people.owner, chat: people.channel })
  const greeting = await driver.count()
  for (const text of ['/page on', '/reading on', `/add ${otherFeed}`]) await driver.say(text)
  await driver.hide(1, greeting - 1)
  await driver.hide(greeting + 1, await driver.count())
}

export async function film({ driver, texts, cron, now, setClock }: FilmDeps): Promise<void> {
  await driver.addFrame(1200)
  await driver.type(texts.address)
  await driver.addFrame(700)
  await driver.tap(texts.channel)
  await driver.addFrame(2300)
  await driver.type(texts.times)
  await driver.addFrame(900)
  await driver.type(texts.city)
  await driver.addFrame(1600)
  for (const feed of ['rss', 'atom'] as const)
    for (const title of texts.published[feed]) await driver.publish(feed, title)
  setClock(nextClock(now(), ['08:00', '18:30'], texts.timezone))
  cron.cycleNow()
  await driver.arrived(texts.published.rss[0] ?? '')
  await driver.addFrame(2600)
  await driver.type(texts.filter)
  await driver.addFrame(3000)
}
