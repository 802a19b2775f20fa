/** 简体中文：菜单的各页和按钮。 */
import type { ChannelView } from '../../cell/channel-api.ts'
import { clockOf } from '../../digest/schedule.ts'
import { placeholders } from '../../digest/template.ts'
import { limits } from '../../limits.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { languageNames } from '../language-names.ts'
import { bold, code, healthDot, query, titled } from '../marks.ts'
import type { MenuWords } from '../vocabulary.ts'
import { held, moment, schedule, UNTITLED } from './parts.ts'
import { problem } from './problems.ts'

function feedsLine({ feeds, waiting }: ChannelView): string {
  const failing = feeds.filter(({ failingSince }) => failingSince !== null).length
  return `📡 ${feeds.length} 个订阅源${failing === 0 ? '' : `（🔴 ${failing} 个读取失败）`} · ${waiting} 条标题待发`
}

export const menu: MenuWords = {
  buttons: {
    feeds: '📡 订阅源',
    filter: '🔎 过滤',
    times: '🕗 发送时间',
    look: '🎨 样式',
    web: '🔗 网页',
    language: '🌐 语言',
    preview: '👀 预览',
    pause: '⏸ 暂停',
    resume: '▶️ 恢复',
    forget: '🗑 不再管理',
    back: '‹ 返回',
    channels: '‹ 全部频道',
    addChannel: '➕ 频道或群组',
    addFeed: '➕ 订阅源',
    rename: '✏️ 改名',
    remove: '🗑 移除',
    keep: '保留',
    change: '✏️ 修改',
    clear: '🧹 清除',
    less: '👎 少看这类',
    live: '实时',
    hourly: '每小时',
    threeHourly: '每 3 小时',
    other: '✏️ 其他时间',
    timezone: '🌍 时区',
    quiet: '🌙 免打扰',
    silent: '🔕 静音',
    off: '关闭',
    headlines: '标题列表',
    cards: '卡片',
    linkHeadline: '标题即链接',
    linkVisible: '显示短链接',
    linkOriginal: '原文链接',
    sources: '来源名称',
    hashtags: '话题标签',
    stories: '同一新闻只发一次',
    reading: '📖 阅读页',
    page: '🌍 网页与订阅源',
    template: '✏️ 模板',
    footer: '✏️ 页脚',
    cancel: '取消',
    deletePost: '🗑 删除这条消息',
    owners: '👥 管理者',
    invite: '➕ 邀请',
    confirm: '在私聊中确认',
  },
  most: (most) => (most === null ? '不限条数' : `至多 ${most} 条`),
  channel: (view) => {
    const { channel } = view
    const why = held(channel)
    const filter = channel.filter === '' ? '' : `\n🔎 ${query(channel.filter)}`
    return `${bold(channel.title)}${channel.username === null ? '' : ` · @${e(channel.username)}`}\n${feedsLine(view)}\n🕗 ${schedule(channel.schedule)}${filter}${why === null ? '' : `\n⏸ ${why}`}`
  },
  feeds: (view) =>
    view.feeds.length === 0
      ? `${bold(view.channel.title)} 还没有订阅源。请发来订阅源或网站的网址。`
      : `${bold(view.channel.title)}\n${feedsLine(view)}\n🟢 正常 · ⚪️ 还没读取 · 🔴 读取失败 · ⛔ 已撤下`,
  feed: (feed, channel) => {
    const { number, title, ownTitle, url, filter, failingSince, problem: why, lastItemAt, everyHours } = feed
    const lines = [
      `${healthDot(feed)} ${number}. ${titled(title, UNTITLED, url)}`,
      `${bold(channel)} 的订阅源${title === ownTitle || ownTitle === '' ? '' : `，原名 ${bold(ownTitle)}`}。`,
      ...(lastItemAt === null ? [] : [`最新条目：${moment(lastItemAt, 'UTC')}（UTC）。`]),
      ...(failingSince === null || why === null
        ? []
        : [`自 ${moment(failingSince, 'UTC')}（UTC）起读取失败：${problem(why)}`]),
      ...(everyHours === null ? [] : [`应对方要求，每 ${Math.round(everyHours)} 小时读取一次。`]),
      ...(filter === '' ? [] : [`自己的过滤：${query(filter)}`]),
    ]
    return lines.join('\n')
  },
  quiet: ({ channel: { title, quiet, timezone } }) =>
    `🌙 ${bold(title)} 的免打扰时段：${quiet === null ? '无' : `${clockOf(quiet.from)}–${clockOf(quiet.to)}（${e(timezone ?? 'UTC')}）`}。\n这段时间里的新标题先存着，结束时再发。`,
  look: ({ channel }, hasBase) => {
    const { title, layout, links, template, footer, sources, hashtags, stories } = channel
    const where = { headline: '标题本身就是短链接', visible: '短链接跟在标题后面', original: '标题直接链接到原文' }
    const onOff = (on: boolean) => (on ? '是' : '否')
    return [
      `🎨 ${bold(title)} 的样式`,
      `版式：${layout === 'cards' ? '每条标题一张卡片，带摘要和图片' : '多条标题合成一条速览'}`,
      `链接：${where[links]}${hasBase ? '' : '（有公开网址后生效）'}`,
      `来源名称：${onOff(sources)} · 话题标签：${onOff(hashtags)} · 同一新闻只发一次：${onOff(stories)}`,
      ...(template === '' ? [] : [`模板：${code(template, limits.digest.templateUnits)}`]),
      ...(footer === '' ? [] : [`页脚：${code(footer)}`]),
    ].join('\n')
  },
  web: ({ channel: { title, reading, page } }, { page: address, digest }) =>
    [
      `🔗 ${bold(title)} 的网页`,
      `📖 阅读页：${reading ? '开。从现在起的文章可以点标题后的 📖 阅读，保存 30 天' : '关'}。`,
      address !== null
        ? `🌍 网页：${e(address)}\n订阅源：${['rss', 'atom', 'json'].map((ending) => `${e(address)}.${ending}`).join(' ')}`
        : `🌍 网页与订阅源：${page ? '开，有公开用户名和网址后生效' : '关'}。`,
      ...(digest === null ? [] : [`🗞 最新一期，可以分享：${e(digest)}`]),
    ].join('\n'),
  language: (channel, language) => `🌐 ${bold(channel)} 的速览用${languageNames[language]}。`,
  sureRemove: ({ title }, channel) => `要从 ${bold(channel)} 移除 ${bold(title || UNTITLED)} 吗？`,
  sureForget: (channel) =>
    `不再管理 ${bold(channel)}，并删除它的订阅源、过滤和待发标题？我仍会留在那里，直到您把我移出。`,
  forgot: (channel) => `🗑 不再管理 ${bold(channel)} 了。`,
  cameBack: (channel) => `✅ ${bold(channel)} 回来了，订阅源和设置都在。从现在起发新的。`,
  ask: (about, channel, feed) => {
    const whose = feed === null ? bold(channel) : `${bold(channel)} 里 ${bold(feed.title || UNTITLED)}`
    switch (about) {
      case 'add':
        return `请发来要加到 ${bold(channel)} 的订阅源或网站的网址。`
      case 'filter':
        return `请发来 ${whose} 的过滤条件，例如 ${code('(雨 | 雪) -体育')}；${code('off')} 表示全部通过。`
      case 'times':
        return `${bold(channel)} 什么时候发？例如 ${code('08:00 18:30')}、${code('周一至周五 08:00，周六 10:00')}、${code('每6小时')}或${code('实时 30分钟')}。`
      case 'quiet':
        return `${bold(channel)} 什么时段免打扰？例如 ${code('23:00-07:00')}，或 ${code('off')}。`
      case 'most':
        return `${bold(channel)} 每次至多发几条？请发来数字，或 ${code('off')}。`
      case 'footer':
        return `请发来 ${bold(channel)} 每次速览的最后一行，或 ${code('off')}。`
      case 'template':
        return `${bold(channel)} 的标题怎么排？例如 ${code('{title}（{source}）{tags}')}；可用 ${placeholders.map((each) => code(`{${each}}`)).join(' ')}。${code('off')} 恢复默认。`
      case 'name':
        return `${whose} 要叫什么？${code('off')} 表示用原名。`
    }
  },
  cancelled: '什么都没有改。',
  unclear: {
    quiet: `请写 ${code('/digest quiet 23:00-07:00')} 或 ${code('/digest quiet off')}。`,
    switch: `请写 ${code('on')} 或 ${code('off')}。`,
    most: `请写 1 到 ${limits.store.pendingAChannel} 之间的数字，或 ${code('off')}。`,
    layout: `请写 ${code('/digest layout headlines')} 或 ${code('/digest layout cards')}。`,
    footer: `页脚最多 ${limits.digest.footerUnits} 个字。`,
    page: '只有带公开 @用户名 的频道或群组才能有网页。请先在 Telegram 里设置用户名，再把其中一条消息转发给我。',
    name: `名称最多 ${limits.feed.nameUnits} 个字。`,
  },
}
