/** Texts about people, channels, feeds and digests are HTML that Telegram accepts, even with hostile names. */
import { describe, expect, it } from 'vitest'
import { commandNames } from '../../src/bot/commands/commands.ts'
import { confirmationScreen } from '../../src/bot/screens/channel.ts'
import { languageScreen } from '../../src/bot/screens/languages.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { languages } from '../../src/language.ts'
import { askedTexts } from '../../src/store/people.ts'
import { channel, entry, feed, gone, item, live, NASTY, paused, refusal, view } from './samples.ts'

describe.each(languages)('%s', (language) => {
  const texts = textsFor(language)
  const backTest = { passed: 1, total: 3, open: 2, hidden: [NASTY] }
  const rule = { item: NASTY }
  const shown: Readonly<Record<string, string>> = {
    web: texts.menu.web(view, { page: null, digest: null }),
    'web, on': texts.menu.web(
      { ...view, channel: { ...channel, reading: true, page: true } },
      { page: 'https://pb.example/c/x', digest: 'https://pb.example/d/x' },
    ),
    'web, with full texts': texts.menu.web(
      { ...view, channel: { ...channel, reading: true, fullText: true } },
      { page: null, digest: null },
    ),
    deployed: texts.t.text('start.deployed'),
    welcome: texts.welcome(NASTY, 0),
    welcomeBack: texts.welcome(NASTY, 2),
    claimed: texts.t.text('start.claimed'),
    stranger: texts.stranger(channel.owner),
    help: texts.help(commandNames),
    ...Object.fromEntries(commandNames.map((name) => [`help ${name}`, texts.helpOn(name)])),
    groupHelp: texts.t.text('start.groupHelp'),
    notACommand: texts.t.text('start.notACommand'),
    unknownCommand: texts.unknownCommand(NASTY),
    failed: texts.t.text('start.failed'),
    channels: texts.channels([entry, { ...entry, username: 'name_1' }], channel.id),
    noChannels: texts.t.text('channels.none'),
    using: texts.using(NASTY),
    useWhich: texts.t.text('channels.useWhich'),
    unknownChannel: texts.unknownChannel(NASTY),
    whichChannel: texts.whichChannel([NASTY, NASTY]),
    registered: texts.registered(NASTY),
    excessRights: texts.excessRights(NASTY),
    addedToGroup: texts.addedToGroup(NASTY),
    registeredGroup: texts.t.text('channels.registeredGroup'),
    notYourChannel: texts.notYourChannel(NASTY),
    botNotAdmin: texts.botNotAdmin(NASTY),
    channelUnreachable: texts.channelUnreachable(NASTY),
    telegramSilent: texts.t.text('channels.telegramSilent'),
    addWhat: texts.t.text('feeds.addWhat'),
    added: texts.added(feed, [item, { ...item, link: null, title: '' }], NASTY, { paused: true, exceedsLimit: true }),
    addedEmpty: texts.added(feed, [], NASTY, { paused: false, exceedsLimit: false }),
    already: texts.already(feed, NASTY),
    chooseFeed: texts.chooseFeed(3, NASTY),
    full: texts.full(500),
    offerGone: texts.t.text('feeds.offerGone'),
    removeWhich: texts.t.text('feeds.removeWhich'),
    removed: texts.removed(feed, NASTY),
    putBack: texts.feedRestored(feed, NASTY),
    noSuchFeed: texts.noSuchFeed(NASTY),
    list: texts.list(view),
    listGone: texts.list({ ...view, feeds: [gone] }),
    listPaused: texts.list(paused),
    noFeeds: texts.noFeeds(NASTY),
    feedChanged: texts.feedChanged(feed, true, true),
    feedSaved: texts.feedChanged(feed, false, false),
    feedNotChanged: texts.feedNotChanged({ kind: 'not-a-url', text: NASTY }),
    chooseAddress: texts.chooseAddress([feed, gone]),
    tooManyHeaders: texts.tooManyHeaders(5),
    feedSettings: texts.feedSettings(2),
    secret: [texts.t.text('feeds.secretDeleted'), texts.t.text('feeds.secretStays')].join('\n'),
    watchable: texts.watchable({ kind: 'watchable', url: feed.url, title: NASTY, rule, headlines: [item] }, NASTY),
    addToWatch: texts.addToWatch({ kind: 'watchable', url: feed.url, title: NASTY, rule, headlines: [item] }),
    watched: texts.watched(feed, NASTY, true),
    pageRule: texts.pageRule(feed),
    pageRuleOfFeed: texts.pageRule({ ...feed, pageRule: null }),
    pageRuleSet: texts.pageRuleSet({ kind: 'set', feed, headlines: [item], count: 1 }),
    pageRuleShared: texts.pageRuleShared(feed),
    filter: texts.filter(view),
    filterSet: texts.filterSet(NASTY, NASTY, null, backTest),
    filterHeld: texts.filterHeld(NASTY, NASTY, feed, backTest),
    filterUnchanged: texts.filterUnchanged(NASTY, NASTY, feed),
    filterUnclear: texts.filterUnclear(NASTY, NASTY, feed, [NASTY, `${'a|b '.repeat(60)}c`]),
    filterNoRoom: texts.filterNoRoom(NASTY),
    nameUnknown: texts.t.html('filters.nameUnknown', { text: NASTY }),
    filterOff: texts.filterSet(NASTY, '', feed, { passed: 0, total: 0, open: 0, hidden: [] }),
    digest: texts.digest(view),
    digestPaused: texts.digest(paused),
    digestLive: texts.digestSet(live),
    digestNow: texts.digest({ ...view, nextDigest: 'now' }),
    askCity: texts.t.text('digests.askCity'),
    preview: texts.preview(view),
    nothingWaiting: texts.nothingWaiting(live),
    paused: texts.paused(NASTY),
    resumed: texts.resumed(view, 2),
    askBacklog: texts.askBacklog(NASTY, 30),
    released: [texts.released('all', view), texts.released(0, live), texts.released(10, view)].join('\n'),
    gap: texts.gap({ feed: feed.url, source: NASTY, since: 0, until: 5 }, 9, 'Asia/Shanghai').replaceAll(/[&<]/gu, ''),
    moreGaps: texts.moreGaps(3),
    moveWhere: texts.moveWhere(NASTY, 0, 3),
    moveNowhere: texts.moveWhere(NASTY, 0, 1),
    moved: texts.moved(NASTY, 2),
    moveLater: texts.moveLater(NASTY),
    language: [texts.t.text('languages.choose'), texts.t.text('languages.chosen')].join('\n'),
    exportFailed: texts.t.text('imports.exportFailed'),
    owners: texts.owners(1, [
      { person: channel.owner, invitedBy: null, name: NASTY },
      { person: channel.owner, invitedBy: channel.owner, name: '' },
    ]),
    invitation: texts.invitation('https://t.me/a_bot?start=invite-x&y'),
    joined: texts.t.text('owners.joined'),
    ownersOnly: texts.t.text('owners.only'),
    dismissed: [texts.dismissed(NASTY), texts.readmitted(NASTY)].join('\n'),
    tooMany: [texts.tooManyChannels(3), texts.tooManyFeeds(1, null), texts.tooManyFeeds(50, 'News & <Views>')].join(
      '\n',
    ),
    addToWhich: texts.addToWhich(NASTY),
    confirmHere: texts.t.text('channels.confirmHere'),
    menuChannel: texts.menu.channel(view),
    menuChannelPaused: texts.menu.channel(paused),
    menuFeeds: texts.menu.feeds({ ...view, feeds: [feed, gone] }),
    menuNoFeeds: texts.menu.feeds({ ...view, feeds: [] }),
    menuFeed: texts.menu.feed(feed, channel),
    menuFeedUnread: texts.menu.feed(
      { ...feed, failingSince: null, problem: null, isUnread: true, lastItemAt: null },
      channel,
    ),
    menuQuiet: texts.menu.quiet({ ...view, channel: { ...channel, quiet: { from: 60, to: 120 } } }),
    menuQuietNone: texts.menu.quiet(view),
    menuLook: texts.menu.look(
      { ...view, channel: { ...channel, template: NASTY, footer: NASTY, layout: 'cards' } },
      false,
    ),
    menuLanguage: languageScreen(texts, view).html,
    menuSure: [confirmationScreen(texts, view, feed.id), confirmationScreen(texts, view, 0)]
      .map(({ html }) => html)
      .join('\n'),
    menuForgot: [texts.menu.channelRemoved(NASTY), texts.menu.channelRestored(NASTY), texts.menu.cancelled].join('\n'),
    ...Object.fromEntries(
      askedTexts.flatMap((about) => [
        [`ask ${about}`, texts.menu.ask(about, NASTY, null)],
        [`ask ${about} of a feed`, texts.menu.ask(about, NASTY, feed)],
      ]),
    ),
    unclear: Object.values(texts.menu.unclear).join('\n'),
    digestRules: texts.digest({
      ...view,
      channel: { ...channel, quiet: { from: 60, to: 120 }, silent: true, atMost: 5 },
    }),
    week: texts.schedule({ kind: 'week', minutes: [480, 1920, 8000] }),
    linksUnknown: texts.linksUnknown(NASTY),
  }

  it.each(Object.entries(shown))('%s is HTML that Telegram accepts', async (_, text) => {
    expect(await refusal(text)).toBeNull()
  })
})
