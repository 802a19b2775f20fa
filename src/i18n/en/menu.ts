/** English: the menu's pages and buttons. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf } from '../../digest/schedule.ts'
import { placeholders } from '../../digest/template.ts'
import { limits } from '../../limits.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { languageNames } from '../language-names.ts'
import { bold, code, healthDot, query, titled } from '../marks.ts'
import type { MenuWords } from '../vocabulary.ts'
import { count, headed, held, moment, schedule, UNTITLED } from './parts.ts'
import { problem } from './problems.ts'

function feedsLine({ feeds, waiting }: ChannelView): string {
  const failing = feeds.filter(({ failingSince }) => failingSince !== null).length
  const all = count(feeds.length, { one: 'feed', other: 'feeds' })
  return `📡 ${all}${failing === 0 ? '' : ` (🔴 ${failing} failing)`} · ${count(waiting, { one: 'headline waits', other: 'headlines wait' })}`
}

export const menu: MenuWords = {
  buttons: {
    feeds: '📡 Feeds',
    filter: '🔎 Filter',
    times: '🕗 Digests',
    look: '🎨 Look',
    web: '🔗 Web',
    language: '🌐 Language',
    preview: '👀 Preview',
    pause: '⏸ Pause',
    resume: '▶️ Resume',
    forget: '🗑 Let go',
    back: '‹ Back',
    channels: '‹ Channels',
    addChannel: '➕ Channel or group',
    addFeed: '➕ Feed',
    rename: '✏️ Name',
    remove: '🗑 Remove',
    keep: 'Keep it',
    change: '✏️ Change',
    clear: '🧹 Clear',
    less: '👎 Less like this',
    live: 'Live',
    hourly: 'Every hour',
    threeHourly: 'Every 3 hours',
    other: '✏️ Other times',
    timezone: '🌍 Time zone',
    quiet: '🌙 Quiet hours',
    silent: '🔕 Silent',
    off: 'Off',
    headlines: 'Headlines',
    cards: 'Cards',
    linkHeadline: 'Linked headline',
    linkVisible: 'Visible link',
    linkOriginal: 'Original link',
    sources: 'Feed names',
    hashtags: 'Hashtags',
    stories: 'One story once',
    reading: '📖 Reading pages',
    page: '🌍 Page and feeds',
    template: '✏️ Template',
    footer: '✏️ Footer',
    cancel: 'Cancel',
    deletePost: '🗑 Delete the post',
    owners: '👥 Owners',
    invite: '➕ Invite',
    confirm: 'Confirm in private',
  },
  most: (most) => (most === null ? 'All headlines' : `At most ${most}`),
  channel: (view) => {
    const { channel } = view
    const why = held(channel)
    const filter = channel.filter === '' ? '' : `\n🔎 ${query(channel.filter)}`
    return `${headed(channel.title)}${channel.username === null ? '' : ` · @${e(channel.username)}`}\n${feedsLine(view)}\n🕗 ${schedule(channel.schedule)}${filter}${why === null ? '' : `\n⏸ ${why}`}`
  },
  feeds: (view) =>
    view.feeds.length === 0
      ? `${headed(view.channel.title)} has no feeds yet. Send me the address of one, or of a site.`
      : `${headed(view.channel.title)}\n${feedsLine(view)}\n🟢 fine · ⚪️ not read yet · 🔴 failing · ⛔ gone`,
  feed: (feed, channel) => {
    const { number, title, ownTitle, url, filter, failingSince, problem: why, lastItemAt, everyHours } = feed
    const lines = [
      `${healthDot(feed)} ${number}. ${titled(title, UNTITLED, url)}`,
      `Feed of ${bold(channel)}${title === ownTitle || ownTitle === '' ? '' : `; calls itself ${bold(ownTitle)}`}.`,
      ...(lastItemAt === null ? [] : [`Newest item: ${moment(lastItemAt, 'UTC')} UTC.`]),
      ...(failingSince === null || why === null
        ? []
        : [`Failing since ${moment(failingSince, 'UTC')} UTC: ${problem(why)}`]),
      ...(everyHours === null
        ? []
        : [
            `It asks to be read no more often than every ${count(Math.round(everyHours), { one: 'hour', other: 'hours' })}.`,
          ]),
      ...(filter === '' ? [] : [`Its own filter: ${query(filter)}`]),
    ]
    return lines.join('\n')
  },
  quiet: ({ channel: { title, quiet, timezone } }) =>
    `🌙 Quiet hours of ${bold(title)}: ${quiet === null ? 'none' : `${clockOf(quiet.from)}–${clockOf(quiet.to)} (${e(timezone ?? 'UTC')})`}.\nWhat comes in them is held, and sent when they end.`,
  look: ({ channel }, hasBase) => {
    const { title, layout, links, template, footer, sources, hashtags, stories } = channel
    const where = {
      headline: 'the headline is a short link',
      visible: 'a short link stands after the headline',
      original: 'the headline leads to the article',
    }
    const onOff = (on: boolean) => (on ? 'yes' : 'no')
    return [
      `🎨 Look of ${bold(title)}`,
      `Layout: ${layout === 'cards' ? 'a card for each headline, with summary and picture' : 'headlines in one digest'}`,
      `Links: ${where[links]}${hasBase ? '' : ' (once a public address is known)'}`,
      `Feed names: ${onOff(sources)} · Hashtags: ${onOff(hashtags)} · One story once: ${onOff(stories)}`,
      ...(template === '' ? [] : [`Template: ${code(template, limits.digest.templateUnits)}`]),
      ...(footer === '' ? [] : [`Footer: ${code(footer)}`]),
    ].join('\n')
  },
  web: ({ channel: { title, reading, page } }, { page: address, digest }) =>
    [
      `🔗 ${bold(title)} on the web`,
      `📖 Reading pages: ${reading ? 'on. What comes in from now on can be read at the 📖 behind its headline, for 30 days' : 'off'}.`,
      address !== null
        ? `🌍 Page: ${e(address)}\nFeeds: ${['rss', 'atom', 'json'].map((ending) => `${e(address)}.${ending}`).join(' ')}`
        : `🌍 Page and feeds: ${page ? 'on, once a public name and address are known' : 'off'}.`,
      ...(digest === null ? [] : [`🗞 Newest digest, to be shared: ${e(digest)}`]),
    ].join('\n'),
  language: (channel, language) => `🌐 Digests of ${bold(channel)} are in ${languageNames[language]}.`,
  sureRemove: ({ title }, channel) => `Remove ${bold(title || UNTITLED)} from ${bold(channel)}?`,
  sureForget: (channel) =>
    `Let ${bold(channel)} go, with its feeds, filters and all that waits? I stay in the chat until you put me out.`,
  forgot: (channel) => `🗑 ${bold(channel)} is let go.`,
  cameBack: (channel) => `✅ ${bold(channel)} is back with its feeds and settings. What is new from now on is sent.`,
  ask: (about, channel, feed) => {
    const whose = feed === null ? bold(channel) : `${bold(feed.title || UNTITLED)} in ${bold(channel)}`
    switch (about) {
      case 'add':
        return `Send me the address of a feed or a site for ${bold(channel)}.`
      case 'filter':
        return `Send me the filter of ${whose}, such as ${code('(rain | snow) -sport')}; ${code('off')} lets everything pass.`
      case 'times':
        return `When shall digests of ${bold(channel)} come? ${code('08:00 18:30')}, ${code('mon-fri 08:00, sat 10:00')}, ${code('every 6h')} or ${code('live 30m')}.`
      case 'quiet':
        return `When shall ${bold(channel)} be quiet? Such as ${code('23:00-07:00')}, or ${code('off')}.`
      case 'most':
        return `How many headlines may a digest of ${bold(channel)} have? A number, or ${code('off')}.`
      case 'footer':
        return `Send me the last line of each digest of ${bold(channel)}, or ${code('off')}.`
      case 'template':
        return `How shall a headline of ${bold(channel)} read? Such as ${code('{title} — {source} {tags}')}; there are ${placeholders.map((each) => code(`{${each}}`)).join(' ')}. ${code('off')}: as usual.`
      case 'name':
        return `What shall ${whose} be called? ${code('off')}: by its own title.`
    }
  },
  cancelled: 'Nothing was changed.',
  unclear: {
    quiet: `Say ${code('/digest quiet 23:00-07:00')} or ${code('/digest quiet off')}.`,
    switch: `Say ${code('on')} or ${code('off')}.`,
    most: `Say a number from 1 to ${limits.store.pendingAChannel}, or ${code('off')}.`,
    layout: `Say ${code('/digest layout headlines')} or ${code('/digest layout cards')}.`,
    footer: `A footer has at most ${limits.digest.footerUnits} characters.`,
    page: 'Only a channel or group with a public @name can have a page. Give it one in Telegram, and tell me by forwarding one of its posts.',
    name: `A name has at most ${limits.feed.nameUnits} characters.`,
  },
}
