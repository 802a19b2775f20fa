/** Every text of every language is HTML that Telegram takes, whatever people and feeds put into it. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { World } from '../../simulators/telegram/world.ts'
import { commandNames } from '../../src/bot/commands/commands.ts'
import { helpOn } from '../../src/bot/commands/help.ts'
import type { ChannelView, Fate, FeedView, Retracted } from '../../src/cell/channel-api.ts'
import type { QuotaView } from '../../src/cell/quota-view.ts'
import { eachQuota } from '../../src/cycle/governor.ts'
import { languageOf, wordsFor } from '../../src/i18n/languages.ts'
import {
  type Channel,
  channelIdSchema,
  chatIdSchema,
  feedUrlSchema,
  languages,
  lockouts,
  userIdSchema,
  usualLook,
} from '../../src/model.ts'
import type { Problem } from '../../src/result.ts'
import { watchedQuotas } from '../../src/store/alerts.ts'
import { askedTexts } from '../../src/store/people.ts'

const NASTY = '<b>"A" & \'B\'</i> &amp; \u202E x'
const NOW = Date.UTC(2026, 0, 5, 12, 0)

const feed: FeedView = {
  id: 1,
  number: 2,
  url: v.parse(feedUrlSchema, 'https://example.com/?a=1&b="2"'),
  title: NASTY,
  ownTitle: `${NASTY}!`,
  filter: NASTY,
  failingSince: NOW,
  problem: { kind: 'not-a-url', text: NASTY },
  everyHours: 6,
  lastItemAt: NOW,
  isUnread: false,
}
const gone: FeedView = { ...feed, problem: { kind: 'gone' } }

const channel: Channel = {
  id: v.parse(channelIdSchema, '-1001'),
  chat: v.parse(chatIdSchema, -1001),
  thread: null,
  kind: 'channel',
  title: NASTY,
  username: 'name_1',
  owner: v.parse(userIdSchema, 1),
  language: 'en',
  timezone: 'Europe/Berlin',
  schedule: { kind: 'times', minutes: [480] },
  ...usualLook,
  filter: NASTY,
  pause: null,
}
const view: ChannelView = { channel, feeds: [feed], waiting: 3, nextDigest: NOW, newestCode: null }
const paused: ChannelView = { ...view, channel: { ...channel, pause: { by: 'owner', since: NOW } }, nextDigest: null }
const live: ChannelView = { ...view, channel: { ...channel, schedule: { kind: 'live', gapMinutes: null } } }
const item = {
  id: null,
  title: NASTY,
  link: 'https://example.com/?a=1&b="',
  published: null,
  updated: null,
  author: null,
  categories: [],
  summary: '',
  image: null,
}
const entry = { id: channel.id, title: NASTY, username: null, kind: 'channel', cell: 0 } as const

const problems: readonly Problem[] = [
  { kind: 'not-a-url', text: NASTY },
  { kind: 'private-address', host: NASTY },
  { kind: 'unreachable', host: NASTY },
  { kind: 'timeout', seconds: 20 },
  ...[301, 403, 404, 410, 429, 500].map((status) => ({ kind: 'http-status', status }) as const),
  { kind: 'gone' },
  { kind: 'challenge', host: NASTY },
  { kind: 'too-large', limitBytes: 2_097_152 },
  { kind: 'too-many-redirects', limit: 5 },
  { kind: 'bad-redirect', to: NASTY },
  { kind: 'empty-document' },
  { kind: 'not-a-feed' },
  { kind: 'no-telegram-preview' },
  { kind: 'reader-failed' },
  { kind: 'filter-syntax', text: NASTY, at: 3, length: 1, mistake: 'unclosed-quote', suggestion: NASTY },
  ...(
    ['nothing-after-field', 'unknown-field', 'bad-expression', 'foreign-expression', 'large-expression'] as const
  ).map((mistake) => ({ kind: 'filter-syntax', text: NASTY, at: 3, length: 1, mistake, suggestion: null }) as const),
  ...(['unknown-placeholder', 'no-title', 'stray-brace', 'too-long'] as const).map(
    (mistake) => ({ kind: 'template-syntax', text: NASTY, at: 3, length: 1, mistake, suggestion: NASTY }) as const,
  ),
  { kind: 'schedule-syntax', text: NASTY },
  { kind: 'timezone-unknown', text: NASTY, near: [] },
  { kind: 'timezone-unknown', text: NASTY, near: [NASTY, 'Europe/Berlin'] },
  { kind: 'schema-newer', key: NASTY, found: 2, known: 1 },
  { kind: 'stored-broken', key: NASTY },
  { kind: 'seen-stale', found: 1, expected: 2 },
  { kind: 'namespace-shared', bot: 7, isOlder: false },
  { kind: 'kv-failed', key: NASTY },
  { kind: 'bad-token' },
  { kind: 'quota-spent', quota: 'kvWrites' },
  { kind: 'quota-spent', quota: 'rowsRead' },
  { kind: 'seen-lost' },
  { kind: 'retired' },
  { kind: 'channel-failed', channel: NASTY },
]

/** Sends a text through the simulated Telegram. @returns what is wrong with it, if anything */
async function refusal(html: string): Promise<string | null> {
  const world = new World({ token: '1:words', now: () => NOW, flood: null })
  const person = world.addPerson({ firstName: 'Ann' })
  world.start(person.id)
  const response = await world.handle(
    new Request('http://telegram.test/bot1:words/sendMessage', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: person.id, text: html, parse_mode: 'HTML' }),
    }),
  )
  return response.ok ? null : response.text()
}

const quotas = (
  stretch: number,
  every: number,
  because: QuotaView['because'],
  spent: QuotaView['spent'],
): QuotaView => {
  const line = { spent: 700, projected: 1400, quota: because === null ? null : 1000 }
  const wallMs = because === 'gbSeconds' ? 90_000 : 240_000
  return {
    lines: eachQuota(() => line),
    stored: { bytes: 1_500_000, quota: null },
    feedReads: 9,
    messages: 1,
    isDark: because !== null,
    stretch,
    every,
    wallMs,
    because,
    spent,
  }
}

const into = { title: NASTY, source: NASTY, link: item.link }
const post = 'https://t.me/c/1/2?a&b'
const fates: readonly Fate[] = [
  { kind: 'sent', at: NOW, post },
  { kind: 'sent', at: NOW, post: null },
  { kind: 'waiting', next: NOW },
  { kind: 'waiting', next: 'now' },
  { kind: 'waiting', next: null },
  { kind: 'under-way' },
  { kind: 'left-out' },
  { kind: 'retracted' },
  { kind: 'gone' },
  { kind: 'known', evidence: 'id', earlier: { title: NASTY, link: into.link, at: NOW } },
  { kind: 'known', evidence: 'link', earlier: null },
  { kind: 'known', evidence: 'age', earlier: null },
  { kind: 'merged', into, evidence: 'title', post },
  { kind: 'merged', into: { ...into, link: null }, evidence: null, post: null },
  { kind: 'gathered', into, evidence: 'likely', post },
  { kind: 'gathered', into: { ...into, link: null }, evidence: 'short-link', post: null },
  { kind: 'dropped', by: 'channel', term: `-${NASTY}`, filter: NASTY },
  { kind: 'dropped', by: 2, term: NASTY, filter: NASTY },
  { kind: 'dropped', by: 2, term: null, filter: NASTY },
]
const retractions: readonly Retracted[] = [
  { kind: 'unknown' },
  { kind: 'several', titles: [NASTY, NASTY] },
  { kind: 'withdrawn', title: NASTY, code: '0123456789' },
  { kind: 'struck', title: NASTY, code: '0123456789' },
  { kind: 'sure', title: NASTY, code: '0123456789' },
  { kind: 'erased', title: NASTY },
  { kind: 'under-way', title: NASTY },
  { kind: 'gone', title: NASTY },
  { kind: 'refused', title: NASTY, description: NASTY },
  { kind: 'refused', title: NASTY, description: null },
]

describe.each(languages)('%s', (language) => {
  const words = wordsFor(language)
  const places = Array.from({ length: 500 }, (_, index) => ({ channel: NASTY.repeat(20), number: index + 1 }))
  const about = { feed: NASTY.repeat(20), url: feed.url, places }
  const backTest = { passed: 1, total: 3, hidden: [NASTY] }
  const texts: Readonly<Record<string, string>> = {
    web: words.menu.web(view, { page: null, digest: null }),
    'web, on': words.menu.web(
      { ...view, channel: { ...channel, reading: true, page: true } },
      { page: 'https://pb.example/c/x', digest: 'https://pb.example/d/x' },
    ),
    statusLink: words.statusLink('https://pb.example/login?code=a&b'),
    top: words.top(
      NASTY,
      Array.from({ length: 10 }, () => ({ title: NASTY, link: item.link, times: 1234 })),
    ),
    'top, of nothing': words.top(NASTY, []),
    ...Object.fromEntries(
      [0, 403, 500].map((status) => [`top ${status}`, words.topProblem({ kind: 'refused', status })]),
    ),
    'top, not set': words.topProblem({ kind: 'not-set' }),
    ...Object.fromEntries(
      problems.map((problem, index) => [`problem ${index} ${problem.kind}`, words.problem(problem)]),
    ),
    ...Object.fromEntries(
      lockouts.map((reason) => [
        reason,
        words.notice({ kind: 'locked-out', channel: NASTY, reason, description: NASTY }),
      ]),
    ),
    back: words.notice({ kind: 'back', channel: NASTY, id: channel.id, waiting: 3, asks: false }),
    backMuch: words.notice({ kind: 'back', channel: NASTY, id: channel.id, waiting: 30, asks: true }),
    expired: words.notice({ kind: 'expired', channel: NASTY, headlines: 1 }),
    forgotten: words.notice({ kind: 'forgotten', channel: NASTY }),
    unanswered: words.notice({ kind: 'unanswered', channel: NASTY, attempts: 3 }),
    refused: words.notice({ kind: 'refused', channel: NASTY, headlines: 2, description: NASTY }),
    feedFailing: words.notice({ kind: 'feed-failing', ...about, problem: { kind: 'challenge', host: NASTY } }),
    feedBack: words.notice({ kind: 'feed-back', ...about, places: about.places.slice(0, 1) }),
    feedGone: words.notice({ kind: 'feed-gone', ...about }),
    feedMoved: words.notice({ kind: 'feed-moved', ...about, to: `${feed.url}${'x'.repeat(2000)}` }),
    ...Object.fromEntries(
      watchedQuotas.map((quota) => [
        `near ${quota}`,
        words.notice({ kind: 'quota-near', quota, spent: 8e8, most: 1e9 }),
      ]),
    ),
    doorsDark: words.notice({ kind: 'doors-dark' }),
    shared: words.notice({ kind: 'namespace-shared', bot: 777 }),
    ...Object.fromEntries(
      lockouts.map((reason) => [`lost ${reason}`, words.notice({ kind: 'channel-lost', channel: NASTY, reason })]),
    ),
    deployed: words.deployed,
    welcome: words.welcome(NASTY, 0),
    welcomeBack: words.welcome(NASTY, 2),
    claimed: words.claimed,
    stranger: words.stranger(channel.owner),
    help: words.help(commandNames.map((name) => `/${name} ${words.commands[name].does}`).join('\n')),
    ...Object.fromEntries(commandNames.map((name) => [`help ${name}`, helpOn(words, name)])),
    groupHelp: words.groupHelp,
    notACommand: words.notACommand,
    unknownCommand: words.unknownCommand(NASTY),
    failed: words.failed,
    channels: words.channels([entry, { ...entry, username: 'name_1' }], channel.id),
    noChannels: words.noChannels,
    using: words.using(NASTY),
    useWhich: words.useWhich,
    unknownChannel: words.unknownChannel(NASTY),
    whichChannel: words.whichChannel([NASTY, NASTY]),
    registered: words.registered(NASTY),
    excessRights: words.excessRights(NASTY),
    addedToGroup: words.addedToGroup(NASTY),
    registeredGroup: words.registeredGroup,
    notYourChannel: words.notYourChannel(NASTY),
    botNotAdmin: words.botNotAdmin(NASTY),
    channelUnreachable: words.channelUnreachable(NASTY),
    telegramSilent: words.telegramSilent,
    addWhat: words.addWhat,
    added: words.added(feed, [item, { ...item, link: null, title: '' }], NASTY, true),
    addedEmpty: words.added(feed, [], NASTY, false),
    already: words.already(feed, NASTY),
    chooseFeed: words.chooseFeed(3, NASTY),
    full: words.full(500),
    offerGone: words.offerGone,
    removeWhich: words.removeWhich,
    removed: words.removed(feed, NASTY),
    putBack: words.putBack(feed, NASTY),
    noSuchFeed: words.noSuchFeed(NASTY),
    list: words.list(view),
    listGone: words.list({ ...view, feeds: [gone] }),
    listPaused: words.list(paused),
    noFeeds: words.noFeeds(NASTY),
    filter: words.filter(view),
    filterSet: words.filterSet(NASTY, NASTY, null, backTest),
    filterOff: words.filterSet(NASTY, '', feed, { passed: 0, total: 0, hidden: [] }),
    digest: words.digest(view),
    digestPaused: words.digest(paused),
    digestLive: words.digestSet(live),
    digestNow: words.digest({ ...view, nextDigest: 'now' }),
    askCity: words.askCity,
    preview: words.preview(view),
    nothingWaiting: words.nothingWaiting(live),
    paused: words.paused(NASTY),
    resumed: words.resumed(view, 2),
    askBacklog: words.askBacklog(NASTY, 30),
    released: [words.released('all', view), words.released(0, live), words.released(10, view)].join('\n'),
    gap: words.gap({ feed: feed.url, source: NASTY, since: 0, until: 5 }, 9, 'Asia/Shanghai').replaceAll(/[&<]/gu, ''),
    moreGaps: words.moreGaps(3),
    moveWhere: words.moveWhere(NASTY, 0, 3),
    moveNowhere: words.moveWhere(NASTY, 0, 1),
    moved: words.moved(NASTY, 2),
    moveLater: words.moveLater(NASTY),
    quota: words.quota(quotas(1, 1, null, null)),
    quotaSlowed: words.quota(quotas(4, 2, 'kvWrites', null)),
    quotaShortOfTime: words.quota(quotas(2, 2, 'gbSeconds', null)),
    quotaManyFeeds: words.quota(quotas(2, 1, 'feeds', null)),
    quotaSpent: words.quota(quotas(8, 12, 'rowsWritten', 'rowsWritten')),
    lessWhich: words.lessWhich(NASTY),
    lessNone: words.lessNone(NASTY),
    lessOf: words.lessOf({ title: NASTY, proposals: [{ term: NASTY, hides: 2, examples: [NASTY, ''] }] }),
    lessOfNothing: words.lessOf({ title: NASTY, proposals: [] }),
    whyWhat: words.whyWhat,
    whyUnknown: words.whyUnknown(NASTY, NASTY),
    ...Object.fromEntries(
      fates.map((fate, index) => [
        `why ${index} ${fate.kind}`,
        words.why([{ title: NASTY, link: item.link, source: NASTY, at: NOW, fate }], 'Asia/Shanghai'),
      ]),
    ),
    retractWhat: words.retractWhat,
    ...Object.fromEntries(
      retractions.map((it, index) => [`retracted ${index} ${it.kind}`, words.retracted(it, NASTY)]),
    ),
    unretracted: words.unretracted,
    language: [words.language, words.languageSet].join('\n'),
    importWhat: words.importWhat(NASTY),
    importing: words.importing(2, NASTY),
    imported: words.imported(
      { added: 2, already: 1, over: 1, wrong: [{ text: NASTY, problem: { kind: 'not-a-url', text: NASTY } }] },
      NASTY,
    ),
    importedNothing: words.imported({ added: 0, already: 0, over: 0, wrong: [] }, NASTY),
    importProgress: words.importProgress({
      channel: NASTY,
      total: 30,
      read: 10,
      failed: Array.from({ length: 20 }, (_, index) => ({
        number: index,
        title: NASTY,
        url: feed.url,
        problem: { kind: 'timeout', seconds: 20 },
      })),
      isDone: true,
    }),
    importGoesOn: words.importProgress({ channel: NASTY, total: 3, read: 1, failed: [], isDone: false }),
    importUnreadable: words.importUnreadable,
    restored: words.restored(NASTY),
    exported: words.exported(NASTY),
    exportFailed: words.exportFailed,
    owners: words.owners(1, [
      { person: channel.owner, invitedBy: null, name: NASTY },
      { person: channel.owner, invitedBy: channel.owner, name: '' },
    ]),
    invitation: words.invitation('https://t.me/a_bot?start=invite-x&y'),
    joined: words.joined,
    ownersOnly: words.ownersOnly,
    dismissed: [words.dismissed(NASTY), words.readmitted(NASTY)].join('\n'),
    tooMany: [words.tooManyChannels(3), words.tooManyFeeds(1, null), words.tooManyFeeds(50, 'News & <Views>')].join(
      '\n',
    ),
    addToWhich: words.addToWhich(NASTY),
    confirmHere: words.confirmHere,
    menuChannel: words.menu.channel(view),
    menuChannelPaused: words.menu.channel(paused),
    menuFeeds: words.menu.feeds({ ...view, feeds: [feed, gone] }),
    menuNoFeeds: words.menu.feeds({ ...view, feeds: [] }),
    menuFeed: words.menu.feed(feed, NASTY),
    menuFeedUnread: words.menu.feed(
      { ...feed, failingSince: null, problem: null, isUnread: true, lastItemAt: null },
      NASTY,
    ),
    menuQuiet: words.menu.quiet({ ...view, channel: { ...channel, quiet: { from: 60, to: 120 } } }),
    menuQuietNone: words.menu.quiet(view),
    menuLook: words.menu.look(
      { ...view, channel: { ...channel, template: NASTY, footer: NASTY, layout: 'cards' } },
      false,
    ),
    menuLanguage: words.menu.language(NASTY, language),
    menuSure: [words.menu.sureRemove(feed, NASTY), words.menu.sureForget(NASTY)].join('\n'),
    menuForgot: [words.menu.forgot(NASTY), words.menu.cameBack(NASTY), words.menu.cancelled].join('\n'),
    ...Object.fromEntries(
      askedTexts.flatMap((about) => [
        [`ask ${about}`, words.menu.ask(about, NASTY, null)],
        [`ask ${about} of a feed`, words.menu.ask(about, NASTY, feed)],
      ]),
    ),
    unclear: Object.values(words.menu.unclear).join('\n'),
    digestRules: words.digest({
      ...view,
      channel: { ...channel, quiet: { from: 60, to: 120 }, silent: true, atMost: 5 },
    }),
    week: words.schedule({ kind: 'week', minutes: [480, 1920, 8000] }),
    linksUnknown: words.linksUnknown(NASTY),
  }

  it.each(Object.entries(texts))('%s', async (_, text) => {
    expect(await refusal(text)).toBeNull()
  })
})

/** core.telegram.org/bots/api#setmydescription, #setmyshortdescription: 512 and 120 characters. */
it.each(languages)('presents itself in as few words as Telegram takes, in %s', (language) => {
  const { long, short } = wordsFor(language).profile
  expect(long.length).toBeLessThanOrEqual(512)
  expect(short.length).toBeLessThanOrEqual(120)
})

it.each(languages)('names time zones in full, in %s', (language) => {
  const near = ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Shanghai']
  const text = wordsFor(language).problem({ kind: 'timezone-unknown', text: 'x', near })
  for (const zone of near) expect(text).toContain(`<code>${zone}</code>`)
})

it.each([
  ['zh', 'zh'],
  ['zh-hans', 'zh'],
  ['ZH-TW', 'zh-hant'],
  ['zh-hant', 'zh-hant'],
  ['zh_HK', 'zh-hant'],
  ['zh-hans-hk', 'zh'],
  ['yue', 'zh-hant'],
  ['en', 'en'],
  ['de', 'en'],
  [undefined, 'en'],
])('speaks to %s in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})
