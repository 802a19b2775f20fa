/** Feeds derived from addresses. */
import { describe, expect, test } from 'vitest'
import { derivedFeed, isKnownSite } from '../../../src/feed/discovery/derived-feed.ts'
import { address } from '../fixtures/documents.ts'

const strict = { allowPrivate: false }
const channel = 'UC0123456789012345678901'
const videos = 'https://www.youtube.com/feeds/videos.xml'

/** null: no rule applies. */
const cases: readonly (readonly [page: string, feed: string | null])[] = [
  [`https://www.youtube.com/channel/${channel}`, `${videos}?channel_id=${channel}`],
  [`https://m.youtube.com/channel/${channel}/videos?view=0`, `${videos}?channel_id=${channel}`],
  ['https://youtube.com/channel/someone', null],
  ['https://youtube.com/playlist?list=PL0123456789abcdef', `${videos}?playlist_id=PL0123456789abcdef`],
  ['https://youtube.com/user/Example', `${videos}?user=Example`],
  ['https://youtube.com/@example', 'https://www.youtube.com/@example?ucbcb=1'],
  ['https://www.youtube.com/@example/videos', 'https://www.youtube.com/@example?ucbcb=1'],
  ['https://www.youtube.com/c/Example', 'https://www.youtube.com/c/Example?ucbcb=1'],
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', null],
  ['https://www.youtube.com/', null],
  ['https://notyoutube.com/channel/UC0123456789012345678901', null],

  ['https://github.com/o/r', 'https://github.com/o/r/releases.atom'],
  ['https://github.com/o/r.git', 'https://github.com/o/r/releases.atom'],
  ['https://www.github.com/o/r/releases/tag/v1', 'https://github.com/o/r/releases.atom'],
  ['https://github.com/o/r/tags', 'https://github.com/o/r/tags.atom'],
  ['https://github.com/o/r/commits', 'https://github.com/o/r/commits.atom'],
  ['https://github.com/o/r/commits/main/', 'https://github.com/o/r/commits/main.atom'],
  ['https://github.com/o/r/commits/feature/x', 'https://github.com/o/r/commits/feature/x.atom'],
  ['https://github.com/o/r/issues', null],
  ['https://github.com/o', null],
  ['https://gist.github.com/o/r', null],

  ['https://gitlab.com/group/project', 'https://gitlab.com/group/project/-/releases.atom'],
  ['https://gitlab.com/group/sub/project/-/tags', 'https://gitlab.com/group/sub/project/-/tags?format=atom'],
  ['https://gitlab.example.org/g/p/-/releases', 'https://gitlab.example.org/g/p/-/releases.atom'],
  ['https://gitlab.example.org/g/p/-/commits/main', 'https://gitlab.example.org/g/p/-/commits/main?format=atom'],
  ['https://gitlab.com/g/p/-/issues', null],
  ['https://codeberg.org/o/r', 'https://codeberg.org/o/r/releases.rss'],

  ['https://reddit.com/r/x', 'https://www.reddit.com/r/x.rss'],
  ['https://old.reddit.com/r/x/top/?sort=top&t=week', 'https://www.reddit.com/r/x/top.rss?sort=top&t=week'],
  ['https://www.reddit.com/r/a+b/new', 'https://www.reddit.com/r/a+b/new.rss'],
  ['https://www.reddit.com/u/someone', 'https://www.reddit.com/user/someone.rss'],
  ['https://www.reddit.com/user/someone/m/list', 'https://www.reddit.com/user/someone/m/list.rss'],
  ['https://www.reddit.com/r/x/search?q=y&restrict_sr=on', 'https://www.reddit.com/r/x/search.rss?q=y&restrict_sr=on'],
  ['https://www.reddit.com/', 'https://www.reddit.com/.rss'],
  ['https://www.reddit.com/r/x/s/AbCdEf', null],
  ['https://www.reddit.com/settings', null],

  ['https://medium.com/@someone', 'https://medium.com/feed/@someone'],
  ['https://medium.com/@someone/a-story-0123456789ab', 'https://medium.com/feed/@someone'],
  ['https://medium.com/publication', 'https://medium.com/feed/publication'],
  ['https://medium.com/tag/rust', 'https://medium.com/feed/tag/rust'],
  ['https://medium.com/m/signin', null],
  ['https://someone.medium.com/', 'https://someone.medium.com/feed'],
  ['https://someone.substack.com/p/story', 'https://someone.substack.com/feed'],

  ['https://bsky.app/profile/someone.example', 'https://bsky.app/profile/someone.example/rss'],
  ['https://bsky.app/profile/did:plc:abc', 'https://bsky.app/profile/did:plc:abc/rss'],
  ['https://bsky.app/profile/someone.example/post/1', null],

  ['https://someone.tumblr.com/', 'https://someone.tumblr.com/rss'],
  ['https://someone.tumblr.com/tagged/cats', 'https://someone.tumblr.com/tagged/cats/rss'],
  ['https://www.tumblr.com/someone', 'https://someone.tumblr.com/rss'],
  ['https://www.tumblr.com/explore', null],

  [
    'https://stackoverflow.com/questions/tagged/rust+rss',
    'https://stackoverflow.com/feeds/tag?tagnames=rust+rss&sort=newest',
  ],
  [
    'https://unix.stackexchange.com/questions/tagged/awk',
    'https://unix.stackexchange.com/feeds/tag?tagnames=awk&sort=newest',
  ],
  ['https://stackoverflow.com/questions/1', null],

  ['https://mastodon.example/@someone', 'https://mastodon.example/@someone.rss'],
  ['https://mastodon.example/@someone/with_replies', 'https://mastodon.example/@someone/with_replies.rss'],
  ['https://mastodon.example/@someone/tagged/cats', 'https://mastodon.example/@someone/tagged/cats.rss'],
  ['https://mastodon.example/@someone@other.example', 'https://other.example/@someone.rss'],
  ['https://mastodon.example/@someone@localhost.internal', null],
  ['https://mastodon.example/@someone/109876543210', null],

  ['https://t.me/example', 'https://t.me/s/example'],
  ['https://t.me/example/123', 'https://t.me/s/example'],
  ['https://telegram.me/s/example', 'https://t.me/s/example'],
  ['https://t.me/s/example?before=100', 'https://t.me/s/example'],
  ['https://t.me/s/example?q=%23tag', null],
  ['https://t.me/s/example', null],
  ['https://t.me/joinchat/AAAA', null],
  ['https://t.me/+AbCdEf', null],
  ['https://t.me/c/1234567/8', null],

  ['https://example.org/', null],
  ['https://example.org/@', null],
  ['https://example.org/a/-/b', null],
]

describe('the feed of a page', () => {
  test.each(cases)('follows from its address: %s → %s', (page, feed) => {
    expect(derivedFeed(address(page), strict)).toBe(feed)
  })
})

test('a derived address derives nothing further', () => {
  const derived = cases.flatMap(([page]) => derivedFeed(address(page), strict) ?? [])
  expect(derived.length).toBeGreaterThan(40)
  expect(derived.map((url) => derivedFeed(url, strict))).toEqual(derived.map(() => null))
})

test('addresses of feeds derive nothing', () => {
  const feeds = [
    'https://www.reddit.com/r/x/.rss',
    'https://medium.com/feed/@someone',
    'https://someone.tumblr.com/rss',
    'https://github.com/o/r/commits/main.atom',
    'https://github.com/o.atom',
    'https://stackoverflow.com/feeds/tag/rust',
    'https://mastodon.example/@someone.rss',
    'https://mastodon.example/users/someone.rss',
    `${videos}?channel_id=${channel}`,
  ]
  expect(feeds.map((url) => derivedFeed(address(url), strict))).toEqual(feeds.map(() => null))
})

test('sites with rules are known', () => {
  expect(isKnownSite(address('https://github.com/o'))).toBe(true)
  expect(isKnownSite(address('https://mastodon.example/@someone'))).toBe(false)
})
