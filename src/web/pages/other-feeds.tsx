/** The other feeds that have a story: `also: NYT, Chosun`. */
import type { Translator } from '../../i18n/translator.ts'

interface OtherFeedsProps {
  readonly t: Translator
  /** `href`: the story in this feed; null: it leads nowhere. */
  readonly feeds: readonly { readonly source: string; readonly href: string | null }[]
}

export function OtherFeeds({ t, feeds }: OtherFeedsProps) {
  // A NUL holds the place of each name, for its link.
  const frame = t.text('pages.also', { sources: feeds.map(() => '\0').join(t.catalogue.format.comma) }).split('\0')
  return (
    <>
      {frame.map((text, place) => (
        <>
          {text}
          {nameOf(feeds[place])}
        </>
      ))}
    </>
  )
}

function nameOf(feed: OtherFeedsProps['feeds'][number] | undefined) {
  if (feed === undefined) return null
  const name = <bdi>{feed.source}</bdi>
  return feed.href === null ? name : <a href={feed.href}>{name}</a>
}
