/** English. */
import { numbers } from '../../i18n/plural.ts'
import type { WebWords } from './vocabulary.ts'

const LOCALE = 'en-GB'
const number = numbers(LOCALE)
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
  dark: {
    title: 'Closed until midnight',
    text: 'Today’s limit for pages has been reached. They open again at midnight UTC. Feeds are still read and sent.',
  },
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
  setup: {
    title: 'Set up the bot',
    text: 'One last step: Telegram has to be told where this bot is. Enter the WEBHOOK_SECRET that you chose when you deployed it.',
    secret: 'WEBHOOK_SECRET',
    button: 'Set it up',
    wrong:
      'That is not the secret. It stands among the Worker’s secrets; if it is lost, set another one there and come back.',
    locked: {
      title: 'This bot is set up',
      text: 'It has an owner, so this page is closed. To change something later: npm run deploy, on the operator’s machine.',
    },
    missing: (words) =>
      `The Worker runs, but is not ready: ${words}. Set it in Cloudflare’s dashboard (Workers, this Worker, Settings, Variables and Secrets), then open this page again.`,
    parts: { webhook: 'Webhook', commands: 'Commands', profile: 'Description', rights: 'Suggested rights' },
    states: { same: 'as it should be', changed: 'done', differs: 'to be done' },
    elsewhere: (host) => `This bot is in use at ${host}.`,
    retired: 'A final backup was made of this Paperboy, and another one may go on with the bot.',
    takeOver: 'Let this one take over',
    refused: (words) => `Telegram did not take it: ${words}`,
    again: 'Try again',
    claim: 'Now make the bot yours. Whoever opens this link first is its owner, and this page is closed from then on:',
    claimButton: 'Make it mine',
    channel: 'Then make it an administrator of a channel, with the right to post and no other:',
    channelButton: 'Add it to a channel',
  },
  problems: 'What is wrong',
  week: 'The last week',
  weekIs: (what, days) => `${what} by day: ${days}`,
  quotaLine: 'quota',
  quotas: {
    kvReads: 'KV reads',
    kvWrites: 'KV writes',
    rowsRead: 'Rows read',
    rowsWritten: 'Rows written',
    objectRequests: 'Object requests',
    gbSeconds: 'Object time (GB-s)',
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
