/** Texts about people, channels, feeds and digests are HTML that Telegram accepts, even with hostile names. */
import { describe, expect, it } from 'vitest'
import { commandNames } from '../../src/bot/commands/commands.ts'
import { wordsFor } from '../../src/i18n/words.ts'
import { languages } from '../../src/model.ts'
import { askedTexts } from '../../src/store/people.ts'
import { channel, entry, feed, gone, item, live, NASTY, paused, refusal, view } from './samples.ts'

describe.each(languages)('%s', (language) => {
  const words = wordsFor(language)
  const backTest = { passed: 1, total: 3, hidden: [NASTY] }
  const texts: Readonly<Record<string, string>> = {
    web: words.menu.web(view, { page: null, digest: null }),
    'web, on': words.menu.web(
      { ...view, channel: { ...channel, reading: true, page: true } },
      { page: 'https://pb.example/c/x', digest: 'https://pb.example/d/x' },
    ),
    deployed: words.deployed,
    welcome: words.welcome(NASTY, 0),
    welcomeBack: words.welcome(NASTY, 2),
    claimed: words.claimed,
    stranger: words.stranger(channel.owner),
    help: words.help(commandNames),
    ...Object.fromEntries(commandNames.map((name) => [`help ${name}`, words.helpOn(name)])),
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
    language: [words.language, words.languageSet].join('\n'),
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

  it.each(Object.entries(texts))('%s is HTML that Telegram takes', async (_, text) => {
    expect(await refusal(text)).toBeNull()
  })
})
