/** The menu's screens, and the questions that it asks. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { FeedOverview, FeedView } from '../../cell/feed-view.ts'
import { placeholders } from '../../digest/template.ts'
import { limits } from '../../limits.ts'
import type { Channel } from '../../model.ts'
import type { AskedText } from '../../store/people.ts'
import { clockText } from '../local-time.ts'
import { code, type Html, joined, lines, query, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { nameFirst } from './channels.ts'
import { pauseText } from './digests.ts'
import { arrivalText, feedHeading, feedsSummary } from './feeds.ts'
import { whoseText } from './filters.ts'
import { problemText } from './problems.ts'
import { zonedMoment, zonedSchedule } from './times.ts'
import { translateText } from './translations.ts'
import { ruleText } from './watching.ts'

/** The web addresses of a channel; null: it has none. */
export interface WebAddresses {
  readonly page: string | null
  /** Its newest post. */
  readonly digest: string | null
}

function channelText(t: Translator, view: ChannelView): Html {
  const { title, username, filter } = view.channel
  const channel = nameFirst(t, title)
  const paused = pauseText(t, view.channel)
  return lines([
    username === null
      ? t.html('menu.channel', { channel })
      : t.html('menu.channelNamed', { channel, username: safe(verbatim(username)) }),
    feedsSummary(t, view),
    t.html('menu.schedule', { schedule: safe(zonedSchedule(t, view.channel)) }),
    filter === '' ? null : t.html('menu.filter', { filter: safe(query(filter)) }),
    paused === null ? null : t.html('menu.paused', { paused: safe(paused) }),
  ])
}

type OfChannel = Pick<Channel, 'title' | 'timezone'>

function feedText(t: Translator, feed: FeedOverview, { title: channel, timezone }: OfChannel): Html {
  const { title, ownTitle, url, filter, failingSince, problem, lastItemAt, pageRule } = feed
  return lines([
    feedHeading(t, feed),
    title === ownTitle || ownTitle === ''
      ? t.html('feeds.of', { channel })
      : t.html('feeds.ofRenamed', { channel, title: ownTitle }),
    lastItemAt === null
      ? null
      : t.html('feeds.newestItem', { when: safe(zonedMoment(t, lastItemAt, timezone ?? 'UTC')) }),
    failingSince === null || problem === null
      ? null
      : t.html('feeds.failing', {
          since: safe(zonedMoment(t, failingSince, timezone ?? 'UTC')),
          problem: safe(problemText(t, problem)),
        }),
    arrivalText(t, feed),
    filter === '' ? null : t.html('feeds.ownFilter', { filter: safe(query(filter)) }),
    t.html('feeds.address', { url: safe(code(url, limits.feed.linkUnits)) }),
    ...accessLines(t, feed),
    pageRule === null ? null : t.html('watching.byRule', { selector: safe(ruleText(pageRule)) }),
  ])
}

/** What is sent to the feed's site, without anything secret. */
function accessLines(t: Translator, { access }: FeedView): readonly (Html | null)[] {
  if (access === null) return []
  const names = access.headers.map((name) => code(name))
  return [
    access.hasLogin ? t.html('feeds.hasLogin') : null,
    names.length === 0 ? null : t.html('feeds.headers', { names: safe(joined(names, t.catalogue.format.comma)) }),
  ]
}

function quietText(t: Translator, { title: channel, quiet, timezone }: Channel): Html {
  const hours =
    quiet === null
      ? t.html('menu.quietNone', { channel })
      : t.html('menu.quiet', {
          channel,
          from: clockText(quiet.from, t.catalogue.locale),
          to: clockText(quiet.to, t.catalogue.locale),
          zone: timezone ?? 'UTC',
        })
  return lines([hours, t.html('menu.quietMeaning')])
}

const layoutKeys = { headlines: 'layoutHeadlines', cards: 'layoutCards', rich: 'layoutRich' } as const
const linkKeys = { headline: 'linksHeadline', visible: 'linksVisible', original: 'linksOriginal' } as const

function lookText(t: Translator, channel: Channel, hasBase: boolean): Html {
  const { title, layout, template, footer } = channel
  const links = t.html(`menu.${linkKeys[channel.links]}`)
  const onOff = (isOn: boolean) => (isOn ? 'on' : 'off')
  return lines([
    t.html('menu.look', { channel: title }),
    t.html(`menu.${layoutKeys[layout]}`),
    hasBase ? links : t.html('menu.linksLater', { links: safe(links) }),
    t.html('menu.switches', {
      sources: onOff(channel.sources),
      hashtags: onOff(channel.hashtags),
      stories: onOff(channel.stories),
    }),
    t.html('menu.moreSwitches', { comments: onOff(channel.comments), summaries: onOff(channel.summaries) }),
    t.html(channel.corrections ? 'menu.correctionsOn' : 'menu.correctionsOff'),
    template === '' ? null : t.html('menu.template', { template: safe(code(template, limits.digest.templateUnits)) }),
    footer === '' ? null : t.html('menu.footer', { footer }),
    channel.translate === null ? null : translateText(t, channel),
  ])
}

function webText(
  t: Translator,
  { title, reading, fullText, summary, page: isOn }: Channel,
  { page, digest }: WebAddresses,
): Html {
  const feeds = (address: string) => ['rss', 'atom', 'json'].map((ending) => `${address}.${ending}`).join(' ')
  const off = t.html(isOn ? 'menu.pageLater' : 'menu.pageOff')
  return lines([
    t.html('menu.web', { channel: title }),
    t.html(reading ? (fullText ? 'menu.readingFull' : 'menu.readingOn') : 'menu.readingOff'),
    reading ? t.html(summary ? 'machine.summaryOn' : 'machine.summaryOff') : null,
    page === null ? off : t.html('menu.page', { page: safe(verbatim(page)), feeds: safe(verbatim(feeds(page))) }),
    digest === null ? null : t.html('menu.newestDigest', { digest: safe(verbatim(digest)) }),
  ])
}

function question(t: Translator, about: AskedText, channel: string, feed: FeedView | null): Html {
  const whose = safe(whoseText(t, channel, feed))
  switch (about) {
    case 'add':
      return t.html('menu.askFeed', { channel })
    case 'import':
      return t.html('imports.what', { channel })
    case 'filter':
      return t.html('menu.askFilter', { whose })
    case 'times':
      return t.html('menu.askTimes', { channel })
    case 'quiet':
      return t.html('menu.askQuiet', { channel })
    case 'most':
      return t.html('menu.askMost', { channel })
    case 'footer':
      return t.html('menu.askFooter', { channel })
    case 'template':
      return t.html('menu.askTemplate', {
        channel,
        example: safe(code(t.catalogue.examples.template)),
        placeholders: safe(
          joined(
            placeholders.map((name) => code(`{${name}}`)),
            ' ',
          ),
        ),
      })
    case 'name':
      return t.html('menu.askName', { whose })
    case 'address':
      return t.html('menu.askAddress', { whose })
    case 'login':
      return t.html('menu.askLogin', { whose })
    case 'header':
      return t.html('menu.askHeader', { whose })
    case 'selector':
      return t.html('menu.askSelector', { whose })
    case 'why':
      return t.html('readers.whyWhich')
  }
}

export function menuTexts(t: Translator) {
  return {
    buttons: t.catalogue.buttons,
    most: (count: number | null) => (count === null ? t.text('buttons.noLimit') : t.text('buttons.atMost', { count })),
    channel: (view: ChannelView) => channelText(t, view),
    feeds: (view: ChannelView) => {
      const channel = nameFirst(t, view.channel.title)
      return view.feeds.length === 0
        ? t.html('feeds.noneInMenu', { channel })
        : lines([t.html('menu.channel', { channel }), feedsSummary(t, view), t.html('feeds.legend')])
    },
    feed: (feed: FeedOverview, channel: OfChannel) => feedText(t, feed, channel),
    quiet: ({ channel }: ChannelView) => quietText(t, channel),
    look: ({ channel }: ChannelView, hasBase: boolean) => lookText(t, channel, hasBase),
    translate: (channel: Channel) => joined([translateText(t, channel), t.html('machine.translateHow')], '\n\n'),
    web: ({ channel }: ChannelView, addresses: WebAddresses) => webText(t, channel, addresses),
    channelRemoved: (channel: string) => t.html('menu.channelRemoved', { channel: nameFirst(t, channel) }),
    channelRestored: (channel: string) => t.html('menu.channelBack', { channel: nameFirst(t, channel) }),
    ask: (about: AskedText, channel: string, feed: FeedView | null) => question(t, about, channel, feed),
    cancelled: t.text('start.cancelled'),
    /** How a setting is typed. */
    unclear: {
      quiet: t.text('menu.unclearQuiet'),
      switch: t.text('menu.unclearSwitch'),
      reading: t.text('menu.unclearReading'),
      most: t.html('menu.unclearMost', { most: limits.store.pendingAChannel }),
      layout: t.text('menu.unclearLayout'),
      footer: t.html('menu.unclearFooter', { units: limits.digest.footerUnits }),
      name: t.html('menu.unclearName', { units: limits.feed.nameUnits }),
      page: t.text('menu.unclearPage'),
      login: t.html('menu.unclearLogin', { user: limits.access.userUnits, password: limits.access.passwordUnits }),
      header: t.html('menu.unclearHeader', { units: limits.access.headerValueUnits }),
    },
  }
}
