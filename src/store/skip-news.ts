/** Discards the headlines that wait for readers, as after a restore. */
import type { EpochMs } from '../model.ts'
import type { ChannelNews } from './channel-news.ts'
import type { Channels } from './channels.ts'

/** Readers go on after the newest headlines of this cell's channels, and from now on with those of others. */
export function skipNews(
  {
    channels,
    channelNews,
  }: {
    readonly channels: Channels
    readonly channelNews: ChannelNews
  },
  now: EpochMs,
): void {
  const newest = new Map(
    channels
      .all()
      .flatMap(({ channel: { id, readers } }) =>
        readers === undefined ? [] : [[readers, channelNews.newestAt(id)] as const],
      ),
  )
  for (const { channel, follows } of channels.selections()) {
    if (follows === null) continue
    const skipped = follows.map(({ owed: _, ...follow }) => ({
      ...follow,
      at: Math.max(follow.at, newest.get(follow.code) ?? now),
    }))
    channels.setFollows(channel.id, skipped)
  }
}
