/** Decides for one channel which of its items tell a story that it has already. Pure. */

import { withoutButtonMark } from '../feed/html-to-text/short-link.ts'
import type { Certainty, FeedUrl, Headline, Item } from '../model.ts'
import type { PastStory } from '../store/outcomes.ts'
import { canonicalUrl } from '../story/canonical-url.ts'
import { mayShareStory } from '../story/likeness.ts'
import { Signature } from '../story/signature.ts'
import { StoryIndex } from '../story/story-index.ts'
import { fold } from '../text/fold.ts'

/** Which headline a story is: one that has its short link, or one of the edition that is being made. */
export type StoryHead =
  | { readonly kind: 'earlier'; readonly code: string }
  | { readonly kind: 'new'; readonly position: number }

/** An item as it is compared with others. */
export interface Marks {
  /** Its link, canonical; null: it has none that tells it from others. */
  readonly address: string | null
  /** Its publisher's own short link, host and path; null where none is told. */
  readonly alias: string | null
  readonly signature: Signature
}

/** A headline that a channel has or had. */
export interface Story extends Marks {
  readonly head: StoryHead
  readonly feed: FeedUrl
}

export interface Repeated {
  readonly head: StoryHead
  readonly evidence: Certainty
}

/** Persian writes the same words with a space or with a joiner of no width. */
const joiner = /(?<=\p{sc=Arab})\u200c(?=\p{sc=Arab})/gu
const folded = (text: string) => fold(text.replace(joiner, ' ')).exact

/** @param source name of its feed */
export function signatureOf({ title, summary }: Pick<Item | Headline, 'title' | 'summary'>, source: string): Signature {
  return Signature.of({ title: folded(title), written: title, text: folded(summary), source: folded(source) })
}

export function marksOf(item: Pick<Item, 'title' | 'summary' | 'link'>, source: string, alias: string | null): Marks {
  const own = canonicalUrl(item.link)
  return { address: own === null ? null : withoutButtonMark(own), alias, signature: signatureOf(item, source) }
}

export function pastStory({ code, feed, title, link, alias, kept }: PastStory): Story {
  const head = { kind: 'earlier', code } as const
  // What an earlier version stored.
  if (kept === null) return { head, feed, ...marksOf({ title, summary: '', link }, '', alias) }
  return { head, feed, address: link, alias, signature: Signature.from(kept, title, folded) }
}

/** The stories of one channel, to which those of a cycle are added one by one. */
export class Stories {
  readonly #index = new StoryIndex<{ readonly story: Story; readonly at: number }>()
  /** By address: which stories have it, oldest first. */
  readonly #at = new Map<string, { readonly story: Story; readonly at: number }[]>()
  #count = 0

  /** @param known those of the last 48 hours, oldest first */
  constructor(known: readonly Story[]) {
    for (const story of known) this.add(story)
  }

  /** How many pairs of items were compared so far. */
  get comparisons(): number {
    return this.#index.comparisons
  }

  /**
   * The story that an item of a feed certainly tells again. Two items of one feed are two stories, whatever their titles: what is new
   * in a feed, its keys tell.
   */
  find(feed: FeedUrl, { address, alias, signature }: Marks): Repeated | null {
    const isOther = (known: { readonly story: Story }) => known.story.feed !== feed
    // A page may have several stories: a status page, a live blog.
    const isSame = (known: { readonly story: Story }) =>
      isOther(known) && mayShareStory(known.story.signature.headline, signature.headline)
    const addresses = [address, alias].flatMap((each) => each ?? [])
    const [byAddress] = addresses
      .flatMap((each) => this.#at.get(each)?.find(isSame) ?? [])
      .toSorted((one, other) => one.at - other.at)
    if (byAddress !== undefined) {
      const { story } = byAddress
      return {
        head: story.head,
        evidence: story.address !== null && story.address === address ? 'address' : 'short-link',
      }
    }
    const found = this.#index.certain(signature, isOther)
    return found === null || found.evidence === 'likely'
      ? null
      : { head: found.value.story.head, evidence: found.evidence }
  }

  add(story: Story): void {
    const known = { story, at: this.#count++ }
    this.#index.add(story.signature, known, false)
    for (const address of [story.address, story.alias])
      if (address !== null) this.#at.set(address, [...(this.#at.get(address) ?? []), known])
  }
}
