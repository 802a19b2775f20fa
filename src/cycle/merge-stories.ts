/** Decides for one channel which items repeat a story that it has. Pure. */

import { withoutButtonMark } from '../feed/html-to-text/short-link.ts'
import type { Certainty, Headline } from '../headline.ts'
import type { FeedUrl, Item } from '../model.ts'
import type { PastStory } from '../store/outcomes.ts'
import { canonicalUrl } from '../story/canonical-url.ts'
import { mayShareStory } from '../story/headline-similarity.ts'
import { Signature } from '../story/signature.ts'
import { StoryIndex } from '../story/story-index.ts'

/** The headline of a story: an earlier one with its short link, or one of the edition being made. */
export type StoryHeadline =
  | { readonly kind: 'earlier'; readonly code: string }
  | { readonly kind: 'new'; readonly position: number }

/** The part of an item that is compared with others. */
export interface ComparedItem {
  /** Its canonical link; null: none that identifies it. */
  readonly address: string | null
  /** Host and path of its publisher's own short link; null: none known. */
  readonly alias: string | null
  readonly signature: Signature
}

/** A headline that a channel has or had. */
export interface Story extends ComparedItem {
  readonly headline: StoryHeadline
  readonly feed: FeedUrl
}

export interface Repeated {
  readonly headline: StoryHeadline
  readonly evidence: Certainty
}

/** @param source name of its feed */
export function signatureOf({ title, summary }: Pick<Item | Headline, 'title' | 'summary'>, source: string): Signature {
  return Signature.of(title, summary, source)
}

export function comparedItem(
  item: Pick<Item, 'title' | 'summary' | 'link'>,
  source: string,
  alias: string | null,
): ComparedItem {
  const own = canonicalUrl(item.link)
  return { address: own === null ? null : withoutButtonMark(own), alias, signature: signatureOf(item, source) }
}

export function pastStory({ code, feed, title, link, alias, signature }: PastStory): Story {
  const headline = { kind: 'earlier', code } as const
  // Stored by an earlier version.
  if (signature === null) return { headline, feed, ...comparedItem({ title, summary: '', link }, '', alias) }
  return { headline, feed, address: link, alias, signature: Signature.parse(signature, title) }
}

/** The stories of one channel; those of the cycle are added one by one. */
export class Stories {
  readonly #index = new StoryIndex<{ readonly story: Story; readonly at: number }>()
  /** The stories with an address, oldest first. */
  readonly #at = new Map<string, { readonly story: Story; readonly at: number }[]>()
  #count = 0

  /** @param known the stories of the last 48 hours, oldest first */
  constructor(known: readonly Story[]) {
    for (const story of known) this.add(story)
  }

  /** Pairs of items compared so far. */
  get comparisons(): number {
    return this.#index.comparisons
  }

  /**
   * The story that an item of a feed certainly repeats. Two items of one feed are always two stories: the feed's keys tell them
   * apart.
   */
  find(feed: FeedUrl, { address, alias, signature }: ComparedItem): Repeated | null {
    const isOther = (known: { readonly story: Story }) => known.story.feed !== feed
    // One page may have several stories: a status page, a live blog.
    const isSame = (known: { readonly story: Story }) =>
      isOther(known) && mayShareStory(known.story.signature.headline, signature.headline)
    const addresses = [address, alias].flatMap((each) => each ?? [])
    const [byAddress] = addresses
      .flatMap((each) => this.#at.get(each)?.find(isSame) ?? [])
      .toSorted((one, other) => one.at - other.at)
    if (byAddress !== undefined) {
      const { story } = byAddress
      return {
        headline: story.headline,
        evidence: story.address !== null && story.address === address ? 'address' : 'short-link',
      }
    }
    const found = this.#index.certain(signature, isOther)
    return found === null || found.evidence === 'likely'
      ? null
      : { headline: found.value.story.headline, evidence: found.evidence }
  }

  add(story: Story): void {
    const known = { story, at: this.#count++ }
    this.#index.add(story.signature, known, false)
    for (const address of [story.address, story.alias])
      if (address !== null) this.#at.set(address, [...(this.#at.get(address) ?? []), known])
  }
}
