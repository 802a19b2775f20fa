/** English. */

import type { FeedView } from '../../cell/channel-api.ts'
import type { Notice } from '../../store/notices.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { localSpan, localTime } from '../local-time.ts'
import { bold, code, healthDot, query, titled } from '../marks.ts'
import { numbers } from '../plural.ts'
import type { Words } from '../vocabulary.ts'
import { answers } from './answers.ts'
import { commands } from './commands.ts'
import { menu } from './menu.ts'
import {
  count as counted,
  digests,
  HERE,
  headed,
  headlines,
  held,
  LOCALE,
  lockoutReasons,
  next,
  schedule,
  UNTITLED,
} from './parts.ts'
import { problem } from './problems.ts'
import { quota, quotaNear } from './quota.ts'

/** Channels that a notice names. */
const PLACES = 5

function dayPart(hour: number): string {
  if (hour < 5) return 'Night'
  if (hour < 11) return 'Morning'
  if (hour < 14) return 'Midday'
  if (hour < 18) return 'Afternoon'
  return hour < 23 ? 'Evening' : 'Night'
}

function feedLine(feed: FeedView): string {
  const { number, title, url, failingSince, problem: why, filter, everyHours } = feed
  const since = failingSince === null ? null : localTime(failingSince, 'UTC', LOCALE)
  const state = why?.kind === 'gone' ? 'not read any more since' : 'failing since'
  const failing = since === null || why === null ? '' : `\n   ${state} ${since.day} ${since.clock} UTC: ${problem(why)}`
  const own = filter === '' ? '' : `\n   filter: ${query(filter)}`
  const rare = everyHours === null || why?.kind === 'gone' ? '' : `\n   read every ${hours(everyHours)}, as it asks`
  return `${healthDot(feed)} ${number}. ${titled(title, UNTITLED, url)}${own}${rare}${failing}`
}

const number = numbers(LOCALE)
const hours = (count: number) => (count === 1 ? 'hour' : `${Math.round(count * 10) / 10} hours`)

type FeedNotice = Extract<Notice, { kind: 'feed-back' | 'feed-failing' | 'feed-gone' | 'feed-moved' }>

/** `News (feed 2 of First)`. */
function feedIn({ feed, places }: FeedNotice): string {
  const shown = places.slice(0, PLACES).map(({ channel, number }) => `feed ${number} of ${bold(channel)}`)
  const more = places.length > PLACES ? ` and ${places.length - PLACES} more` : ''
  return `${bold(feed || UNTITLED)} (${shown.join(', ')}${more})`
}

function removal({ places }: FeedNotice): string {
  const [only, other] = places
  return only !== undefined && other === undefined ? code(`/remove ${only.number}`) : '/remove'
}

export const en: Words = {
  ...answers,
  menu,
  untitled: UNTITLED,
  counter: (part, parts) => `(${part}/${parts})`,
  heading: (now, timezone) => {
    const { day, clock, hour } = localTime(now, timezone, LOCALE)
    return `📰 ${dayPart(hour)} digest · ${day}, ${clock}`
  },
  gap: ({ source, since, until }, now, timezone) => {
    const [from, to] = localSpan(since, until, now, timezone, LOCALE)
    return `⚠ ${source || UNTITLED} may have skipped items between ${from} and ${to}`
  },
  andMore: (count) => `… and ${number.format(count)} more`,
  also: (sources) => `(also: ${sources.join(', ')})`,
  when: (at, timezone) => localTime(at, timezone, LOCALE),
  moreGaps: (count) => `⚠ … and so may ${counted(count, { one: 'feed more', other: 'feeds more' })}`,
  notice: (it) => {
    switch (it.kind) {
      case 'locked-out':
        return `⚠️ I cannot post to ${bold(it.channel)} any more: ${lockoutReasons[it.reason]}${it.description === null ? '' : `: ${code(it.description)}`}.\nIts headlines wait for up to 7 days; I try again every hour.`
      case 'back': {
        const back = `✅ I can post to ${bold(it.channel)} again.`
        return it.asks ? `${back} ${headlines(it.waiting)} waited. What shall I do with them?` : back
      }
      case 'expired':
        return `⌛ ${headlines(it.headlines)} for ${bold(it.channel)} waited too long (7 days, or more than 500) and were dropped.`
      case 'forgotten':
        return `🗑 I have not been able to post to ${bold(it.channel)} for three months, so I have let it go, with its feeds and filters. Should you want it back, make me an administrator there again.`
      case 'unanswered':
        return `⚠️ Telegram has not answered ${it.attempts} times when I posted to ${bold(it.channel)}. I go on trying, ever more rarely; the same digest may appear more than once.`
      case 'refused':
        return `⚠️ Telegram refused a message for ${bold(it.channel)} with ${headlines(it.headlines)}: ${code(it.description)}`
      case 'feed-failing':
        return `⚠️ I have not been able to read ${feedIn(it)} for a whole day. ${problem(it.problem)}\nI go on trying, and tell you when it is back. Should you not need it any more, ${removal(it)} takes it away.`
      case 'feed-back':
        return `✅ I can read ${feedIn(it)} again. What is new in it is sent as usual.`
      case 'feed-gone':
        return `⛔ ${feedIn(it)} is gone: its publisher has taken it down for good (410), and I do not ask for it any more. ${removal(it)} takes it from the list. Should it come back, /add its address again: ${code(it.url)}`
      case 'feed-moved':
        return `↪️ ${feedIn(it)} has moved for good, from ${code(it.url)} to ${code(it.to)}. I read it there from now on; there is nothing for you to do.`
      case 'quota-near':
        return quotaNear(it)
      case 'doors-dark':
        return '🌙 Pages and people who are not owners have used up their share of today, and are turned away until midnight UTC. Feeds are read and sent as usual. Somebody may be asking far too often; /quota shows what was used.'
      case 'namespace-shared':
        return `⚠️ ${problem({ ...it, isOlder: false })}`
      case 'channel-lost':
        return `⚠️ ${bold(it.channel)} is lost to me: ${lockoutReasons[it.reason]}. Its owner was told; its headlines wait for up to 7 days.`
    }
  },

  commands,
  problem,

  welcome: (name, channels) =>
    channels === 0
      ? `Hello ${e(name)}! I bring headlines from feeds to Telegram, each story once.\n\n<b>1.</b> Make me an administrator of your channel, with the right to post messages and no other. Or stay here: headlines can come to this chat as well.\n<b>2.</b> Send /add and the address of a feed or a site.\n\n/help says what else I can do.`
      : `Hello ${e(name)}! /channels shows your channels, /list the feeds, /help all I can do.`,
  profile: {
    long: 'Headlines from your feeds, each story once, in tidy digests with short links. Make me an administrator of your channel and send me the address of a feed or a site.',
    short: 'Brings the headlines of feeds to Telegram: each story once, on time.',
  },
  deployed: '✅ Paperboy is deployed, and this message came all the way. /start opens the menu.',
  claimed: '🔑 This bot is yours now. /start shows how to begin.',
  here: HERE,
  stranger: (id) => `This bot is private. To be let in, send its owner your Telegram id: ${code(String(id))}`,
  help: (list) =>
    `<b>What I can do</b>\n${list}\n\nWith several channels, put the one you mean first: ${code('/list @channel')}, or choose it with /use.\n\n${code('/help filter')} shows examples of what a filter can say, and so on for every command.`,
  groupHelp:
    'I bring headlines from feeds into this chat. Its settings are made in a private chat with me, by an administrator. /start registers this chat.',
  notACommand: 'I did not understand that. /help says what I can do; a feed is added with /add and its address.',
  unknownCommand: (name) => `I do not know ${code(name)}. /help lists what I can do.`,
  failed:
    'That did not work: an error on my side. What was not confirmed may or may not have happened; please look with /list and try again.',

  channels: (entries, current) =>
    `<b>Your channels</b>\n${entries
      .map(({ id, title, username }) => {
        const name = username === null ? code(id) : `@${e(username)}`
        return `${id === current ? '▸' : '•'} ${e(title)} (${name})`
      })
      .join('\n')}\n\nChoose one with /use and its name.`,
  noChannels:
    'No channel yet. Make me an administrator of one, forward one of its posts to me, send me its @name, or press a button below. Or just /add a feed: its headlines then come to this chat.',
  chooseChannelButton: '📢 Choose a channel',
  chooseGroupButton: '👥 Choose a group',
  chooseChannelHint: 'To add another, make me an administrator there, or press a button below.',
  using: (title) => `Commands are about ${bold(title)} now.`,
  useWhich: `Which channel? Say ${code('/use @name')}, or its title as /channels shows it.`,
  unknownChannel: (text) =>
    `I do not know the channel ${code(text)}. /channels lists yours; to add one, send me its @name or forward one of its posts.`,
  whichChannel: (titles) =>
    `You have several channels: ${titles.map(bold).join(', ')}. Choose one with /use, or put its @name first.`,

  registered: (title) => `✅ ${bold(title)} is registered. Now /add a feed to it.`,
  excessRights: (title) =>
    `I hold more rights in ${bold(title)} than I need: posting messages is enough, please take the others from me.`,
  addedToGroup: (title) =>
    `To bring headlines to ${bold(title)}, send /start there; in a forum, in the topic that they shall come to.`,
  registeredGroup: '✅ This chat is registered. Its settings are made in a private chat with me: /add a feed there.',
  notYourChannel: (title) => `You are not an administrator of ${bold(title)}, so you cannot set it up.`,
  botNotAdmin: (title) =>
    `I may not post to ${bold(title)}. Make me an administrator there with the right to post messages, and try again.`,
  channelUnreachable: (text) =>
    `I cannot see ${code(text)}. If it exists, make me an administrator there first, with the right to post messages.`,
  telegramSilent: 'Telegram did not answer just now. Please try again in a minute.',

  addWhat: `Which feed? Say ${code('/add https://example.com/feed')}; the address of a site will often do, and so will a channel of YouTube or Telegram.`,
  added: (feed, newest, channel, paused) => {
    const latest = newest.map(({ title, link }) => `• ${titled(title, UNTITLED, link)}`).join('\n')
    return `✅ ${bold(feed.title || UNTITLED)} is feed ${feed.number} of ${bold(channel)}.\n${latest === '' ? 'It has no headlines yet.' : `Its newest headlines:\n${latest}`}\n\nOnly what is new from now on will be sent.${paused ? ' It is paused: /resume lets it go on.' : ''}`
  },
  already: (feed, channel) =>
    `${bold(feed.title || UNTITLED)} is there already, as feed ${feed.number} of ${bold(channel)}.`,
  chooseFeed: (count, channel) => `The page names ${count} feeds. Which one is for ${bold(channel)}?`,
  full: (most) => `This channel has ${most} feeds, which is as many as it can have. /remove one first.`,
  postNewest: (count) => (count === 1 ? 'Post it now' : `Post the newest ${count} now`),
  posted: (count) => counted(count, { one: 'headline is on its way.', other: 'headlines are on their way.' }),
  postedPaused: 'It is paused: they are sent after /resume.',
  postedBefore: 'Nothing is left to post here.',
  offerGone: 'That choice is too old. Please /add the address again.',

  removeWhich: `Which feed? Say ${code('/remove 2')}; /list shows the numbers.`,
  removed: (feed, channel) =>
    `🗑 ${bold(feed.title || UNTITLED)} is removed from ${bold(channel)}. What already waits is still sent.`,
  putBack: (feed, channel) => `✅ ${bold(feed.title || UNTITLED)} is back, as feed ${feed.number} of ${bold(channel)}.`,
  noSuchFeed: (text) => `There is no feed ${code(text)} here. /list shows the numbers.`,
  undo: '↩︎ Undo',
  list: (view) =>
    `${bold(view.channel.title)} · ${schedule(view.channel.schedule)}${view.channel.pause === null ? '' : ` · ⏸ ${held(view.channel)}`}\n${view.feeds.map(feedLine).join('\n')}${view.channel.filter === '' ? '' : `\n\nFilter: ${query(view.channel.filter, 1000)}`}`,
  noFeeds: (channel) => `${headed(channel)} has no feeds yet. /add one with its address.`,

  filter: (view) => {
    const own = view.feeds.filter(({ filter }) => filter !== '')
    const lines = own.map(({ number, title, filter }) => `#${number} ${titled(title, UNTITLED)}: ${query(filter)}`)
    const channel = view.channel.filter === '' ? 'everything passes' : query(view.channel.filter, 1000)
    return [
      `Filter of ${bold(view.channel.title)}: ${channel}`,
      ...lines,
      `\nChange it with ${code('/filter WORDS')}, clear it with ${code('/filter off')}.`,
    ].join('\n')
  },
  filterSet: (channel, asked, feed, { passed, total, hidden }) => {
    const whose = feed === null ? bold(channel) : `${bold(feed.title || UNTITLED)} in ${bold(channel)}`
    const set =
      asked === '' ? `The filter of ${whose} is off.` : `✅ The filter of ${whose} is now ${query(asked, 1000)}`
    const test =
      total === 0
        ? '\nNothing came in during the last 48 hours to try it on.'
        : `\nOf ${feed === null ? 'the' : 'its'} ${counted(total, { one: 'item', other: 'items' })} of the last 48 hours, ${passed === 0 ? 'none' : passed} would have passed all filters.`
    const examples =
      hidden.length === 0
        ? ''
        : `\nHidden, for example:\n${hidden.map((title) => `• <s>${titled(title, UNTITLED)}</s>`).join('\n')}`
    return set + test + examples
  },

  schedule,
  digest: (view) =>
    `${digests(view)}\n\nChange it with ${code('/digest live')}, ${code('/digest 08:00 18:30')}, ${code('/digest mon-fri 08:00')}, ${code('/digest every 3h')}, ${code('/digest timezone Berlin')}, ${code('/digest quiet 23:00-07:00')}, ${code('/digest max 20')} or ${code('/digest silent on')}.`,
  digestSet: (view) => `✅ ${digests(view)}`,
  askCity: 'In which city’s time? Send me the name of a large city near you, such as Berlin or Shanghai.',

  preview: (view) =>
    `👀 ${headlines(view.waiting)} ${view.waiting === 1 ? 'waits' : 'wait'} for ${bold(view.channel.title)}. ${next(view)}`,
  nothingWaiting: (view) => `Nothing waits for ${bold(view.channel.title)}. ${next(view)}`,
  paused: (channel) => `⏸ ${bold(channel)} is paused. Headlines are kept for up to 7 days; /resume lets it go on.`,
  resumed: (view, waiting) =>
    `▶️ ${bold(view.channel.title)} goes on.${waiting === 0 ? '' : ` ${headlines(waiting)} waited and will be sent.`} ${next(view)}`,
  askBacklog: (channel, waiting) => `${headlines(waiting)} waited for ${bold(channel)}. What shall I do with them?`,
  released: (kept, view) => {
    if (kept === 0) return 'They are dropped; what comes from now on is sent.'
    const what =
      kept === 'all' ? 'All of them will be sent.' : `The newest ${kept} will be sent, the others are dropped.`
    return `${what} ${next(view)}`
  },
  backlogButtons: { newest: 'Newest 10', all: 'All', none: 'None' },
  linksUnknown: (text) =>
    `I do not understand ${code(text)}. Say ${code('/links headline')}, ${code('/links visible')} or ${code('/links original')}.`,
  moveWhere: (title, cell, cells) =>
    cells === 1
      ? `${headed(title)} lives in cell 0, and there is no other: CELLS says how many there are.`
      : `${headed(title)} lives in cell ${cell}. Say ${code('/move 1')} to take it to another one, from 0 to ${cells - 1}.`,
  moved: (title, cell) =>
    `✅ ${bold(title)} goes over to cell ${cell} with its feeds, filters and all that waits. That takes a few minutes at most.`,
  moveLater: (title) =>
    `${bold(title)} cannot be moved just now, as KV does not answer. Please try again in a few minutes.`,
  quota,
  statusLink: (link) =>
    `The week and all feeds and channels: ${e(link)}\nThe link signs you in, once, within ten minutes.`,
  top: (channel, opened) =>
    opened.length === 0
      ? `Nothing of ${bold(channel)} was opened in the last seven days.`
      : `🏆 Most opened in ${bold(channel)} in the last seven days\n${opened.map(({ title, link, times }) => `${number.format(times)} × ${titled(title, UNTITLED, link)}`).join('\n')}`,
  topProblem: (it) =>
    it.kind === 'not-set'
      ? 'Nobody counts what is opened here. The operator can have it counted: see docs/operators.md, “Counting clicks”.'
      : `Cloudflare did not say what was opened${it.status === 0 ? '' : ` (${it.status})`}. ${it.status === 401 || it.status === 403 ? 'Its token may not read analytics: the operator should look at ANALYTICS_TOKEN.' : 'Please try again in a minute.'}`,
  staleButton: 'That button is out of date.',
}
