/** Asks what is meant by an @name or a #number that no channel or feed has: it may be a word to filter for. */
import type { FeedView } from '../../cell/feed-view.ts'
import { limits } from '../../limits.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { isTypo } from '../../text/typos.ts'
import { viewOf } from '../access/about-channel.ts'
import { splitChannelName } from '../access/channel-name.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'
import { cancelRow } from '../settings/ask.ts'
import { type OfferedAnswer, offerAnswers } from '../settings/offer-answers.ts'

/** Asks about the unknown @name at the beginning of the input. */
export const askAboutName: ChannelHandler = async (ctx) => {
  const { deps, person, texts, input } = ctx
  const { name = '', rest = '' } = splitChannelName(input) ?? {}
  const channels = await deps.directory.channelsOf(person.id)
  const close = channels.filter(({ username }) => username !== null && isClose(username, name.slice(1)))
  await ask(ctx, texts.t.html('filters.nameUnknown', { text: name }), [
    { label: texts.t.text('filters.asWord', { word: name }), text: quoted(name, rest) },
    ...close.slice(0, limits.bot.closeNames).map(({ username }: ChannelEntry) => ({
      label: texts.t.text('filters.asChannel', { channel: `@${username}` }),
      text: `@${username} ${rest}`.trim(),
    })),
  ])
}

/** Asks about the #number of a feed that the channel does not have, at the beginning of the input. */
export async function askAboutNumber(ctx: ChannelContext, number: string): Promise<void> {
  const { texts, input } = ctx
  const feeds = (await viewOf(ctx))?.feeds ?? []
  const close = feeds.filter((feed) => isTypo(String(feed.number), number)).slice(0, limits.bot.closeNames)
  const rest = input.replace(/^[#＃]\p{Nd}+\s*/u, '')
  const word = `#${number}`
  await ask(ctx, texts.t.html('filters.feedUnknown', { text: word }), [
    { label: texts.t.text('filters.asHashtag', { word }), text: quoted(word, rest) },
    ...close.map((feed) => ofFeed(ctx, feed, rest)),
  ])
}

/** A number with letters behind it, such as `#5G`, is a hashtag; where there is such a feed, the bot asks. */
export async function askNumberOrWord(
  ctx: ChannelContext,
  number: string,
  setFilter: (ctx: ChannelContext, which: null, query: string) => Promise<void>,
): Promise<void> {
  const { texts, input } = ctx
  const feed = (await viewOf(ctx))?.feeds.find((each) => String(each.number) === number)
  if (feed === undefined) return setFilter(ctx, null, input)
  const [word = ''] = input.split(/\s/u)
  await ask(ctx, texts.t.html('filters.nameOrFeed', { text: word }), [
    { label: texts.t.text('filters.asHashtag', { word }), text: quoted(word, input.slice(word.length).trim()) },
    ofFeed(ctx, feed, input.replace(/^[#＃]\p{Nd}+/u, '')),
  ])
}

function ofFeed({ texts }: ChannelContext, { number, title }: FeedView, rest: string): OfferedAnswer {
  const feed = title || texts.t.text('format.untitled')
  return { label: texts.t.text('filters.asFeed', { number, feed }), text: `#${number} ${rest}`.trim() }
}

/** In quotes, a name or number at the beginning of a filter is a word. */
function quoted(word: string, rest: string): string {
  return `"${word}" ${rest}`.trim()
}

/** Another answer can be sent as a filter, without the command. */
async function ask(ctx: ChannelContext, html: string, answers: readonly OfferedAnswer[]): Promise<void> {
  const { deps, person, entry } = ctx
  await deps.directory.ask(person.id, { kind: 'text', about: 'filter', channel: entry.id, feed: null })
  await offerAnswers(ctx, { about: 'filter-command', feed: null }, html, answers, cancelRow(ctx))
}

/** Names that differ by one typo, or of which one begins with the other. */
function isClose(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return isTypo(a, b) || a.startsWith(b) || b.startsWith(a)
}
