/** Runs one habit through a Paperboy, and returns what was sent after each poll. */
import type { Site } from '../../simulators/published-feed.ts'
import { ADDED_AT, ADDRESS, type Answer, type Habit, type Poll, type Post } from './habit.ts'
import { contentTypes, render } from './render.ts'

/** A Paperboy with one channel. */
export interface HabitWorld {
  /** By host. */
  readonly sites: Map<string, Site>
  readonly clock: { readonly now: number }
  /** Adds a feed to the channel. */
  readonly add: (url: string) => Promise<void>
  /** One cron at that time, epoch ms. */
  readonly cronAt: (time: number) => Promise<void>
  /** Texts of all messages to the channel, in order. */
  readonly posts: () => readonly string[]
}

/** Hours */
const PUBLISHED_BEFORE = 0.5
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CRON = 5 * MINUTE
/** The longest polling interval is six hours. */
const CRONS_AT_MOST = 80
/** Further polls of the last document, after which nothing may be sent. */
const AGAIN = 3

/**
 * Lines such as `2: Storm nears coast`, sorted by title within each poll. Poll 1 is the first one after the feed was added.
 */
export async function sentAfterEach(habit: Habit, world: HabitWorld): Promise<readonly string[]> {
  const addresses = habit.addresses ?? [ADDRESS]
  const [first, ...others] = habit.polls
  const last = others.at(-1) ?? first
  let poll: Poll = first
  const requests = new Map<string, number>()
  const elsewhere = habit.polls.flatMap((each) => Object.keys(each.elsewhere ?? {}))
  for (const host of new Set([...addresses, ...elsewhere].map((address) => new URL(address).host))) {
    world.sites.set(host, (request) => {
      const count = requests.get(request.url) ?? 0
      requests.set(request.url, count + 1)
      const answer = request.url === addresses[0] ? undefined : poll.elsewhere?.[request.url]
      return respond(answer ?? poll.shows, habit, { now: world.clock.now, request: count })
    })
  }
  for (const address of addresses) await world.add(address)
  const requested = () => [...requests.values()].reduce((sum, count) => sum + count, 0)
  const sent: string[] = []
  let at = 0
  let seen = world.posts().length
  for (const [index, next] of [...others, ...Array.from({ length: AGAIN }, () => again(last))].entries()) {
    poll = next
    at = index < others.length ? (next.at ?? Math.max(at + 1, newestIn(next.shows))) : at + 1
    const before = requested()
    let time = Math.max(ADDED_AT + at * HOUR, world.clock.now + CRON)
    for (let crons = 0; requested() === before; crons += 1, time += CRON) {
      if (crons === CRONS_AT_MOST)
        throw new Error(`${habit.name}: the feed was not polled ${at} hours after it was added`)
      await world.cronAt(time)
    }
    // Headlines that did not fit are sent by the next cycle.
    await world.cronAt(time)
    const posts = world.posts()
    sent.push(...numbered(index, titlesIn(posts.slice(seen), next.mayWarn === true)))
    seen = posts.length
  }
  return sent
}

/** The expected result of `sentAfterEach`. */
export function mustBeSent({ polls: [, ...others] }: Habit): readonly string[] {
  return others.flatMap(({ sends = [] }, index) => numbered(index, sends))
}

function numbered(index: number, titles: readonly string[]): readonly string[] {
  return titles.toSorted().map((title) => `${index + 1}: ${title}`)
}

/** The date of the newest post, in hours: it is polled only after it was published. */
function newestIn(answer: Answer): number {
  const dates = postsIn(answer).map(({ date }) => (typeof date === 'number' ? date : Number.NEGATIVE_INFINITY))
  return Math.max(...dates)
}

function postsIn(answer: Answer): readonly Post[] {
  if (typeof answer === 'string') return []
  if ('posts' in answer) return answer.posts
  return 'length' in answer ? answer : []
}

/** Dates are before the polls, as others would look like the time of the request. */
function published<When extends number | 'now' | null>(date: When): When | number {
  return typeof date === 'number' ? date - PUBLISHED_BEFORE : date
}

function again({ sends: _, ...poll }: Poll): Poll {
  return poll
}

/** Headlines without names of other feeds, and warnings of gaps. */
function titlesIn(posts: readonly string[], mayWarn: boolean): readonly string[] {
  return posts
    .flatMap((post) => post.split('\n'))
    .flatMap((line) => {
      if (line.startsWith('• ')) return line.slice(2).replace(/ \(also: .*\)$/u, '')
      return line.startsWith('⚠') && !mayWarn ? line : []
    })
}

function respond(answer: Answer, habit: Habit, moment: { readonly now: number; readonly request: number }): Response {
  if (answer === 'unreachable') throw new TypeError('connection refused')
  if ('status' in answer) return new Response(answer.status === 304 ? null : 'busy', { status: answer.status })
  if ('movedTo' in answer) return new Response(null, { status: 301, headers: { location: answer.movedTo } })
  if ('page' in answer) return new Response(answer.page, { headers: { 'content-type': 'text/html' } })
  const { posts, cut = 1, format = habit.format ?? 'rss' } = 'posts' in answer ? answer : { posts: answer }
  const shown = posts.map((post) => ({ ...post, date: published(post.date), updated: published(post.updated) }))
  const text = render(format, shown, moment)
  const headers = { 'content-type': contentTypes[format], etag: `"${moment.request}"` }
  return new Response(text.slice(0, Math.floor(text.length * cut)), { headers })
}
