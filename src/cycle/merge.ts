/** Decides for one channel which of its items are stories that it has already. Pure. */
import { isTracking } from '../feed/link-key.ts'
import { withoutButtonMark } from '../feed/prose/short-link.ts'
import { fold } from '../filter/fold.ts'
import type { FeedUrl } from '../model.ts'
import { canonicalUrl } from '../story/canonical-url.ts'
import { type Gist, gistOf, isSameStory } from '../story/similar.ts'

/** Which headline a story is: one that has its short link, or one of the edition that is being made. */
export type StoryHead =
  | { readonly kind: 'earlier'; readonly code: string }
  | { readonly kind: 'new'; readonly position: number }

/** A headline that a channel has or had. */
export interface Story {
  readonly head: StoryHead
  readonly feed: FeedUrl
  readonly title: string
  readonly link: string | null
  /** Its publisher's own short link, host and path; null where none is told. */
  readonly alias: string | null
}

/** A title and a link as they are compared; made once for an item, however many channels have it. */
export interface Likeness {
  /** Its own, and its publisher's short one: canonical. */
  readonly addresses: readonly string[]
  readonly gist: Gist | null
}

/** Those that were made last: each cycle with news compares with the stories of 48 hours, nearly all of which the last one had. */
const made = new Map<string, Likeness>()
const MADE_AT_MOST = 2000

/** Of the same story always the same. */
export function likenessOf({ title, link, alias }: Pick<Story, 'title' | 'link' | 'alias'>): Likeness {
  const key = `${title}\n${link}\n${alias}`
  const known = made.get(key)
  if (known !== undefined) return known
  const own = canonicalUrl(link, isTracking)
  const addresses = [...(own === null ? [] : [withoutButtonMark(own)]), ...(alias === null ? [] : [alias])]
  const likeness = { addresses, gist: gistOf(fold(title).bare) }
  const [oldest] = made.size < MADE_AT_MOST ? [] : made.keys()
  if (oldest !== undefined) made.delete(oldest)
  made.set(key, likeness)
  return likeness
}

/** The stories of one channel, to which those of a cycle are added one by one. */
export class Stories {
  readonly #known: { readonly story: Story; readonly likeness: Likeness }[] = []
  /** By address: which of them have it, oldest first. */
  readonly #at = new Map<string, number[]>()

  /** @param known those of the last 48 hours, oldest first */
  constructor(known: readonly Story[]) {
    for (const story of known) this.add(story, likenessOf(story))
  }

  /**
   * The story that an item of a feed tells again. Two items of one feed are two stories, whatever their titles: what is new in
   * a feed, its keys tell.
   */
  find(feed: FeedUrl, likeness: Likeness): StoryHead | null {
    const { addresses, gist } = likeness
    const isOther = (at: number) => this.#known[at]?.story.feed !== feed
    const atAddress = addresses.flatMap((address) => this.#at.get(address)?.find(isOther) ?? [])
    // The first that is alike, by its address or by its words.
    const most = Math.min(this.#known.length, ...atAddress)
    if (gist !== null)
      for (let at = 0; at < most; at++) {
        const known = this.#known[at]
        if (known?.likeness.gist == null || known.story.feed === feed) continue
        if (isSameStory(known.likeness.gist, gist)) return known.story.head
      }
    return this.#known[most]?.story.head ?? null
  }

  add(story: Story, likeness: Likeness): void {
    const at = this.#known.push({ story, likeness }) - 1
    for (const address of likeness.addresses) this.#at.set(address, [...(this.#at.get(address) ?? []), at])
  }
}
