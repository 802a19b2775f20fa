/** English. */
import type { WebWords } from './vocabulary.ts'

const LOCALE = 'en-GB'
const number = new Intl.NumberFormat(LOCALE)
const counted = (count: number, one: string, other: string) => `${number.format(count)} ${count === 1 ? one : other}`

export const en: WebWords = {
  locale: LOCALE,
  untitled: '(untitled)',
  skip: 'Skip to the text',
  about: {
    title: 'Paperboy',
    text: 'This is a Paperboy: a bot that brings the headlines of feeds to Telegram. It reads a feed every five to thirty minutes, or as rarely as Cache-Control, Retry-After, ttl, skipHours, skipDays or sy:updatePeriod ask, for all of its channels at once, and asks only for what has changed. A feed that answers 410 is not asked again.',
  },
  notFound: { title: 'Not found', text: 'There is nothing at this address, or no longer.' },
  notNow: { title: 'Not just now', text: 'This cannot be looked up right now. Please try again in a minute.' },
  broken: { title: 'Not just now', text: 'The server could not answer. Please try again in a minute.' },
  notKept: {
    title: 'The text is not kept here',
    text: 'The text of an article can be read here for 30 days, where its channel offers that. The article itself is still where it was published.',
    link: 'Go to the article',
  },

  readOriginal: (host) => `Read it at ${host}`,
  archive: 'Archive (Markdown)',
  wholeDigest: 'All headlines of this digest',
  digest: (day) => `Headlines of ${day}`,
  headlines: (count) => counted(count, 'headline', 'headlines'),
  also: (sources) => `also: ${sources.join(', ')}`,

  channelAbout: (title) => `The headlines of ${title}, each story once.`,
  lastHours: 'The last 48 hours',
  nothingNew: 'Nothing came in during the last 48 hours.',
  further: 'More headlines',
  back: 'Back',
  subscribe: 'Subscribe in Telegram',
  scan: 'Scan to subscribe',
  asFeed: 'As a feed:',

  status: 'Status',
  well: 'All is well',
  unwell: 'Something is wrong',
  lastCycle: (at) => `Feeds were looked after at ${at}.`,
  noCycle: 'No cycle has run yet.',
  signInHow: 'Owners see more: /quota in the chat with the bot has a link that signs them in.',
  signIn: {
    title: 'Sign in',
    text: 'This browser will be signed in as an owner of the bot, for 30 days.',
    button: 'Sign in',
  },
  signInFailed: {
    title: 'That link is used up',
    text: 'A link to sign in works once, for ten minutes. /quota in the chat with the bot gives you a new one.',
  },
  signInBusy: { title: 'Too many tries', text: 'Please wait a minute, then try again.' },
  signOut: 'Sign out',
  problems: 'What is wrong',
  week: 'The last week',
  weekIs: (what, days) => `${what} by day: ${days}`,
  quotaLine: 'quota',
  quotas: {
    kvReads: 'KV reads',
    kvWrites: 'KV writes',
    rowsRead: 'Rows read',
    rowsWritten: 'Rows written',
    cycles: 'Cycles',
    messages: 'Messages',
  },
  kept: (bytes, most) => `Kept in KV: ${bytes}${most === null ? '' : ` of ${most}`}`,
  feedsFailing: (failing, all) => `Feeds: ${failing === 0 ? '' : `${failing} failing of `}${number.format(all)}`,
  noFailing: 'Every feed can be read.',
  feed: 'Feed',
  why: 'What is wrong',
  since: 'Since',
  channels: (count) => `Channels: ${number.format(count)}`,
  channel: 'Channel',
  state: 'State',
  waiting: 'Waiting',
  running: 'running',
  pausedByOwner: 'paused by its owner',
  pausedForChoice: 'waits for its owner’s choice',
  lockedOut: {
    kicked: 'the bot was removed',
    'chat-not-found': 'Telegram does not know it',
    'no-rights': 'the bot may not post',
    blocked: 'the person has blocked the bot',
    'topic-closed': 'the topic is closed',
    refused: 'Telegram refuses messages',
  },
}
