/** A link to a feed's own address, which only owners see. */

export function FeedLink({ title, url }: { readonly title: string; readonly url: string }) {
  return (
    <a href={url} rel="nofollow noreferrer">
      <bdi>{title}</bdi>
    </a>
  )
}
