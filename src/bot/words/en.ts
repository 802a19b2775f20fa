/** English. */

import type { ChannelView, FeedView } from '../../cell/api.ts'
import { escapeHtml as e } from '../../digest/html.ts'
import type { EpochMs, LinkStyle, Lockout, Schedule } from '../../model.ts'
import type { Problem } from '../../result.ts'
import { clockOf, localTime, pointAt } from './local-time.ts'
import type { Words } from './vocabulary.ts'

const LOCALE = 'en-GB'
const code = (text: string) => `<code>${e(text)}</code>`
const bold = (text: string) => `<b>${e(text)}</b>`
const headlines = (count: number) => (count === 1 ? '1 headline' : `${count} headlines`)
const titleOf = (title: string) => title || 'Untitled'

const lockoutReasons: Readonly<Record<Lockout, string>> = {
  kicked: 'the bot was removed from it',
  'chat-not-found': 'Telegram no longer finds it',
  'no-rights': 'the bot may not post there: give it the right to post messages',
  blocked: 'the bot is blocked there',
  'topic-closed': 'the topic is closed or gone',
}

function dayPart(hour: number): string {
  if (hour < 5) return 'Night'
  if (hour < 11) return 'Morning'
  if (hour < 14) return 'Midday'
  if (hour < 18) return 'Afternoon'
  return hour < 23 ? 'Evening' : 'Night'
}

function problem(it: Problem): string {
  switch (it.kind) {
    case 'not-a-url':
      return `${code(it.text)} is not a web address. It should look like ${code('https://example.com/feed')}.`
    case 'private-address':
      return `${code(it.host)} is an address of a private network, which I may not visit.`
    case 'unreachable':
      return `I cannot reach ${code(it.host)}. Is the name spelled right, and is the site up?`
    case 'timeout':
      return `The site took longer than ${it.seconds} seconds. Try again later.`
    case 'http-status':
      return httpStatus(it.status)
    case 'too-large':
      return `The document is larger than ${Math.round(it.limitBytes / 1024 / 1024)} MB, too large for a feed.`
    case 'too-many-redirects':
      return `The address leads on and on: more than ${it.limit} redirects.`
    case 'bad-redirect':
      return `The address leads on to ${code(it.to)}, where I cannot follow.`
    case 'empty-document':
      return 'The site answered, but with nothing in it.'
    case 'not-a-feed':
      return 'That is not a feed, and the page names none. Look for a link that says RSS, Atom or Feed.'
    case 'reader-failed':
      return 'Reading that feed failed on my side. It is tried again by itself; if it keeps failing, please report its address.'
    case 'filter-syntax':
      return filterProblem(it)
    case 'schedule-syntax':
      return `I do not understand ${code(it.text)}. Say ${code('live')}, times such as ${code('08:00 18:30')}, or ${code('every 3h')}.`
    case 'timezone-unknown':
      return it.near.length > 0
        ? `I do not know the time zone ${code(it.text)}. Did you mean ${it.near.map(code).join(', ')}?`
        : `I do not know the time zone ${code(it.text)}. Name a large city near you, such as ${code('Berlin')}.`
    case 'schema-newer':
      return `What is stored under ${code(it.key)} was written by a newer Paperboy (${it.found}; this one knows ${it.known}). Deploy the newer version again.`
    case 'stored-broken':
      return `What is stored under ${code(it.key)} cannot be read. Restore it from a backup.`
    case 'seen-stale':
      return 'KV still answers with an older value; the next cycle tries again.'
    case 'bad-token':
      return 'Telegram does not accept the bot’s token. Ask @BotFather for a new one, and set it as the secret BOT_TOKEN.'
    case 'kv-spent':
      return 'The day’s KV writes are used up. Headlines wait; it goes on at midnight UTC.'
    case 'kv-failed':
      return `KV refused ${code(it.key)}; the next cycle tries again.`
  }
}

function httpStatus(status: number): string {
  if (status === 404 || status === 410) return `The site says that there is nothing at this address (${status}).`
  if (status === 401 || status === 403) return `The site does not let me in (${status}).`
  if (status === 429) return 'The site says that it was asked too often (429). Try again later.'
  if (status >= 500) return `The site is in trouble (${status}). Try again later.`
  return `The site answered with an error (${status}).`
}

function filterProblem(it: Extract<Problem, { kind: 'filter-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unclosed-quote': 'this quotation mark is never closed',
    'unclosed-group': 'this parenthesis is never closed',
    'stray-closing': 'this parenthesis closes nothing',
    'empty-group': 'there is nothing in these parentheses',
    'empty-phrase': 'there is nothing between these quotation marks',
    'nothing-after-not': 'there is nothing after this minus',
    'nothing-beside-or': 'there is nothing on one side of this “or”',
    'too-long': 'the filter is too long from here on',
    'too-deep': 'there are too many parentheses inside one another here',
    'empty-term': 'there is no letter or digit in this',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\nPerhaps: ${code(`/filter ${it.suggestion}`)}`
  return `That filter does not work: ${mistakes[it.mistake]}.\n${place}\nNothing was changed.${suggestion}`
}

function schedule(it: Schedule): string {
  switch (it.kind) {
    case 'live':
      return it.gapMinutes === null ? 'live, as headlines come' : `live, at most one digest in ${it.gapMinutes} minutes`
    case 'times':
      return `daily at ${it.minutes.map(clockOf).join(', ')}`
    case 'every':
      return it.hours === 1 ? 'every hour' : `every ${it.hours} hours`
  }
}

function next(view: ChannelView, now: EpochMs): string {
  if (view.channel.pause !== null) return 'It is paused: /resume lets it go on.'
  if (view.channel.schedule.kind === 'live') {
    return view.nextDigest === null || view.nextDigest <= now ? 'New headlines come within minutes.' : nextTime(view)
  }
  return nextTime(view)
}

function nextTime({ nextDigest, channel }: ChannelView): string {
  if (nextDigest === null) return ''
  const { day, clock } = localTime(nextDigest, channel.timezone ?? 'UTC', LOCALE)
  return `The next digest can come on ${day} at <b>${clock}</b> (${e(channel.timezone ?? 'UTC')}).`
}

function feedLine({ number, title, url, failingSince, problem: why, filter }: FeedView): string {
  const dot = failingSince === null ? '🟢' : '🔴'
  const failing =
    failingSince === null || why === null
      ? ''
      : `\n   failing since ${localTime(failingSince, 'UTC', LOCALE).day} ${localTime(failingSince, 'UTC', LOCALE).clock} UTC: ${problem(why)}`
  const own = filter === '' ? '' : `\n   filter: ${code(filter)}`
  return `${dot} ${number}. <a href="${e(url)}">${e(titleOf(title))}</a>${own}${failing}`
}

const linkStyles: Readonly<Record<LinkStyle, string>> = {
  headline: 'the headline itself is a short link',
  visible: 'a short link stands after each headline',
  original: 'headlines lead straight to the articles',
}

const noBase = '\nWhile no public address is known, headlines lead to the originals whatever is set here.'

export const en: Words = {
  untitled: 'Untitled',
  counter: (part, parts) => `(${part}/${parts})`,
  heading: (now, timezone) => {
    const { day, clock, hour } = localTime(now, timezone, LOCALE)
    return `📰 ${dayPart(hour)} digest · ${day}, ${clock}`
  },
  notice: (it) => {
    switch (it.kind) {
      case 'locked-out':
        return `⚠️ I cannot post to ${bold(it.channel)} any more: ${lockoutReasons[it.reason]}.\nIts headlines wait for up to 7 days; I try again every hour.`
      case 'back': {
        const back = `✅ I can post to ${bold(it.channel)} again.`
        return it.asks ? `${back} ${headlines(it.waiting)} waited. What shall I do with them?` : back
      }
      case 'expired':
        return `⌛ ${headlines(it.headlines)} for ${bold(it.channel)} waited too long (7 days, or more than 500) and were dropped.`
      case 'refused':
        return `⚠️ Telegram refused a message for ${bold(it.channel)} with ${headlines(it.headlines)}: ${code(it.description)}`
    }
  },

  commands: {
    start: { usage: '', does: 'begin, or see where you are' },
    help: { usage: '', does: 'what I can do' },
    channels: { usage: '', does: 'your channels, and how to add one' },
    use: { usage: '@channel', does: 'choose the channel that commands are about' },
    add: { usage: 'URL', does: 'add a feed, or the feed of a page' },
    remove: { usage: 'NUMBER', does: 'remove a feed' },
    list: { usage: '', does: 'the feeds and how they are' },
    filter: { usage: 'WORDS', does: 'choose by keywords: rain "north sea" -sport' },
    digest: { usage: 'live | 08:00 18:30 | every 3h', does: 'when headlines are sent' },
    preview: { usage: '', does: 'what waits for the next digest' },
    pause: { usage: '', does: 'send nothing for now' },
    resume: { usage: '', does: 'go on' },
    links: { usage: 'headline | visible | original', does: 'where headlines lead' },
  },
  problem,

  welcome: (name, channels) =>
    channels === 0
      ? `Hello ${e(name)}! I bring headlines from feeds to Telegram, each story once.\n\n<b>1.</b> Make me an administrator of your channel, with the right to post messages and no other. Or stay here: headlines can come to this chat as well.\n<b>2.</b> Send /add and the address of a feed or a site.\n\n/help says what else I can do.`
      : `Hello ${e(name)}! /channels shows your channels, /list the feeds, /help all I can do.`,
  claimed: '🔑 This bot is yours now.',
  stranger: (id) =>
    `This bot is private. If its owner should let you in, they need your Telegram id: ${code(String(id))}`,
  help: (commands) =>
    `<b>What I can do</b>\n${commands}\n\nWith several channels, put the one you mean first: ${code('/list @channel')}, or choose it with /use.\n\n<b>Filters</b>: ${code('rain snow')} both words · ${code('rain | snow')} either · ${code('"north sea"')} a phrase · ${code('-sport')} not this · ${code('( )')} groups · ${code('/filter off')} everything · ${code('/filter #2 WORDS')} for feed 2 only.`,
  groupHelp:
    'I bring headlines from feeds into this chat. Its settings are made in a private chat with me, by an administrator. /start registers this chat.',
  notACommand: 'I did not understand that. /help says what I can do; a feed is added with /add and its address.',
  unknownCommand: (name) => `I do not know ${code(name)}. /help lists what I can do.`,
  failed:
    'That did not work: an error on my side. Nothing was changed that you did not see confirmed; please try again.',

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
  useWhich: `Which channel? Say ${code('/use @name')}.`,
  unknownChannel: (text) =>
    `I do not know the channel ${code(text)}. Make me an administrator there first, with the right to post messages.`,
  whichChannel: (titles) =>
    `You have several channels: ${titles.map(bold).join(', ')}. Choose one with /use, or put its @name first.`,

  registered: (title, excessRights) =>
    `✅ ${bold(title)} is registered. Now /add a feed to it.${excessRights ? '\n\nI hold more rights there than I need: posting messages is enough, the others can be taken from me.' : ''}`,
  registeredHere: '✅ Headlines will come to this chat. Now /add a feed.',
  registeredGroup: '✅ This chat is registered. Its settings are made in a private chat with me: /add a feed there.',
  notYourChannel: (title) => `You are not an administrator of ${bold(title)}, so you cannot set it up.`,
  botNotAdmin: (title) =>
    `I may not post to ${bold(title)} yet. Make me an administrator there with the right to post messages, and try again.`,
  channelUnreachable: (text) =>
    `I cannot see ${code(text)}. If it exists, make me an administrator there first, with the right to post messages.`,
  telegramSilent: 'Telegram did not answer just now. Please try again in a minute.',

  addWhat: `Which feed? Say ${code('/add https://example.com/feed')}; the address of a site will often do.`,
  added: (feed, newest, channel) => {
    const latest = newest
      .map(
        ({ title, link }) => `• ${link === null ? e(titleOf(title)) : `<a href="${e(link)}">${e(titleOf(title))}</a>`}`,
      )
      .join('\n')
    return `✅ ${bold(titleOf(feed.title))} is feed ${feed.number} of ${bold(channel)}.\n${latest === '' ? 'It has no headlines yet.' : `Its newest headlines:\n${latest}`}\n\nFrom now on, what is new is sent.`
  },
  already: (feed) => `${bold(titleOf(feed.title))} is there already, as feed ${feed.number}.`,
  chooseFeed: (count) => `The page names ${count} feeds. Which one?`,
  full: (most) => `This channel has ${most} feeds, which is as many as it can have. /remove one first.`,
  postNewest: (count) => (count === 1 ? 'Post it now' : `Post the newest ${count} now`),
  posted: (count) => (count === 1 ? '1 headline is on its way.' : `${count} headlines are on their way.`),
  postedBefore: 'These were posted already.',
  offerGone: 'That choice is too old. Please /add the address again.',

  removeWhich: `Which feed? Say ${code('/remove 2')}; /list shows the numbers.`,
  removed: (feed) => `🗑 ${bold(titleOf(feed.title))} is removed.`,
  noSuchFeed: (text) => `There is no feed ${code(text)} here. /list shows the numbers.`,
  undo: '↩︎ Undo',
  list: (view) =>
    `<b>${e(view.channel.title)}</b> · ${schedule(view.channel.schedule)}${view.channel.pause === null ? '' : ' · paused'}\n${view.feeds.map(feedLine).join('\n')}${view.channel.filter === '' ? '' : `\n\nFilter: ${code(view.channel.filter)}`}`,
  noFeeds: (channel) => `${bold(channel)} has no feeds yet. /add one with its address.`,

  filter: (view) => {
    const own = view.feeds.filter(({ filter }) => filter !== '')
    const lines = own.map(({ number, title, filter }) => `#${number} ${e(titleOf(title))}: ${code(filter)}`)
    const channel = view.channel.filter === '' ? 'everything passes' : code(view.channel.filter)
    return [
      `Filter of ${bold(view.channel.title)}: ${channel}`,
      ...lines,
      `\nChange it with ${code('/filter WORDS')}, clear it with ${code('/filter off')}.`,
    ].join('\n')
  },
  filterSet: (query, feed, { passed, total, hidden }) => {
    const what = feed === null ? 'The filter' : `The filter of ${bold(titleOf(feed.title))}`
    const set = query === '' ? `${what} is off: everything passes.` : `✅ ${what} is now ${code(query)}`
    const test = total === 0 ? '' : `\nOf the ${total} items of the last 48 hours, ${passed} would have passed.`
    const examples =
      hidden.length === 0
        ? ''
        : `\nHidden, for example:\n${hidden.map((title) => `• <s>${e(titleOf(title))}</s>`).join('\n')}`
    return set + test + examples
  },

  schedule,
  digest: (view, now) =>
    `${bold(view.channel.title)}: ${schedule(view.channel.schedule)}.\n${next(view, now)}\n\nChange it with ${code('/digest live')}, ${code('/digest 08:00 18:30')}, ${code('/digest every 3h')}, or ${code('/digest timezone Berlin')}.`,
  digestSet: (view, now) => `✅ ${bold(view.channel.title)}: ${schedule(view.channel.schedule)}.\n${next(view, now)}`,
  askCity: 'In which city’s time? Send me the name of a large city near you, such as Berlin or Shanghai.',

  preview: (view, now) =>
    `👀 ${headlines(view.waiting)} ${view.waiting === 1 ? 'waits' : 'wait'} for ${bold(view.channel.title)}. ${next(view, now)}`,
  nothingWaiting: (view, now) => `Nothing waits for ${bold(view.channel.title)}. ${next(view, now)}`,
  paused: (channel) => `⏸ ${bold(channel)} is paused. Headlines are kept for up to 7 days; /resume lets it go on.`,
  resumed: (channel, waiting) =>
    `▶️ ${bold(channel)} goes on.${waiting === 0 ? '' : ` ${headlines(waiting)} waited and will be sent.`}`,
  askBacklog: (channel, waiting) => `${headlines(waiting)} waited for ${bold(channel)}. What shall I do with them?`,
  released: (kept) =>
    kept === 'all'
      ? 'All of them are sent.'
      : kept === 0
        ? 'They are dropped; what comes from now on is sent.'
        : `The newest ${kept} are sent.`,
  backlogButtons: { newest: 'Newest 10', all: 'All', none: 'None' },
  links: (style, hasBase) =>
    `Links: ${linkStyles[style]}.${hasBase ? '' : noBase}\n\nChange it with ${code('/links headline')}, ${code('/links visible')} or ${code('/links original')}.`,
  linksSet: (style, hasBase) => `✅ From now on ${linkStyles[style]}.${hasBase ? '' : noBase}`,
  staleButton: 'That button is out of date.',
}
