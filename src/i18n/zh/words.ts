/** 简体中文。 */

import type { FeedView } from '../../cell/channel-api.ts'
import type { Notice } from '../../store/notices.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { localSpan, localTime } from '../local-time.ts'
import { bold, code, healthDot, query, titled } from '../marks.ts'
import type { Words } from '../vocabulary.ts'
import { answers } from './answers.ts'
import { commands } from './commands.ts'
import { menu } from './menu.ts'
import { digests, held, LOCALE, lockoutReasons, next, schedule, UNTITLED } from './parts.ts'
import { problem } from './problems.ts'
import { quota, quotaNear } from './quota.ts'

/** 一则通知里最多列出的频道数。 */
const PLACES = 5

function dayPart(hour: number): string {
  if (hour < 5) return '夜间速览'
  if (hour < 11) return '早报'
  if (hour < 14) return '午间速览'
  if (hour < 18) return '下午速览'
  return hour < 23 ? '晚报' : '夜间速览'
}

function feedLine(feed: FeedView): string {
  const { number, title, url, failingSince, problem: why, filter, everyHours } = feed
  const since = failingSince === null ? null : localTime(failingSince, 'UTC', LOCALE)
  const state = why?.kind === 'gone' ? '不再读取' : '读取失败'
  const failing =
    since === null || why === null ? '' : `\n   自 ${since.day} ${since.clock}（UTC）起${state}：${problem(why)}`
  const own = filter === '' ? '' : `\n   过滤：${query(filter)}`
  const rare =
    everyHours === null || why?.kind === 'gone'
      ? ''
      : `\n   应对方要求，每 ${Math.round(everyHours * 10) / 10} 小时读取一次`
  return `${healthDot(feed)} ${number}. ${titled(title, UNTITLED, url)}${own}${rare}${failing}`
}

type FeedNotice = Extract<Notice, { kind: 'feed-back' | 'feed-failing' | 'feed-gone' | 'feed-moved' }>

/** `新闻（第一频道的第 2 个订阅源）`。 */
function feedIn({ feed, places }: FeedNotice): string {
  const shown = places.slice(0, PLACES).map(({ channel, number }) => `${bold(channel)} 的第 ${number} 个订阅源`)
  const more = places.length > PLACES ? `等 ${places.length} 处` : ''
  return `${bold(feed || UNTITLED)}（${shown.join('、')}${more}）`
}

function removal({ places }: FeedNotice): string {
  const [only, other] = places
  return only !== undefined && other === undefined ? code(`/remove ${only.number}`) : '/remove'
}

export const zh: Words = {
  ...answers,
  menu,
  untitled: UNTITLED,
  counter: (part, parts) => `（${part}/${parts}）`,
  heading: (now, timezone) => {
    const { day, clock, hour } = localTime(now, timezone, LOCALE)
    return `📰 ${dayPart(hour)} · ${day} ${clock}`
  },
  gap: ({ source, since, until }, now, timezone) => {
    const [from, to] = localSpan(since, until, now, timezone, LOCALE)
    return `⚠ ${source || UNTITLED} 在 ${from} 到 ${to} 之间可能漏掉了一些内容`
  },
  andMore: (count) => `……另有 ${count} 条`,
  also: (sources) => `（另见：${sources.join('、')}）`,
  when: (at, timezone) => localTime(at, timezone, LOCALE),
  moreGaps: (count) => `⚠ ……另有 ${count} 个订阅源也可能漏掉了内容`,
  notice: (it) => {
    switch (it.kind) {
      case 'locked-out':
        return `⚠️ 无法再向 ${bold(it.channel)} 发布：${lockoutReasons[it.reason]}${it.description === null ? '' : `：${code(it.description)}`}。\n标题最多保留 7 天，我每小时再试一次。`
      case 'back': {
        const back = `✅ 又可以向 ${bold(it.channel)} 发布了`
        return it.asks ? `${back}，积压了 ${it.waiting} 条标题，怎么处理？` : `${back}。`
      }
      case 'expired':
        return `⌛ ${bold(it.channel)} 有 ${it.headlines} 条标题等得太久（超过 7 天或 500 条），已经丢弃。`
      case 'forgotten':
        return `🗑 三个月来我一直无法在 ${bold(it.channel)} 发消息，所以不再管理它，它的订阅源和过滤条件也已删除。想恢复的话，请重新把我设为那里的管理员。`
      case 'unanswered':
        return `⚠️ 向 ${bold(it.channel)} 发布时，Telegram 已有 ${it.attempts} 次没有答复。我会隔更久再试，同一条速览可能出现不止一次。`
      case 'refused':
        return `⚠️ Telegram 拒绝了发往 ${bold(it.channel)} 的一条消息（含 ${it.headlines} 条标题）：${code(it.description)}`
      case 'feed-failing':
        return `⚠️ ${feedIn(it)}已经一整天读不到了。${problem(it.problem)}\n我会继续尝试，恢复后告诉您。如果不再需要，可以用 ${removal(it)} 移除。`
      case 'feed-back':
        return `✅ ${feedIn(it)}又能读取了，新标题照常发送。`
      case 'feed-gone':
        return `⛔ ${feedIn(it)}已被发布者永久撤下（410），我不再读取。可以用 ${removal(it)} 移除；如果它日后恢复，请重新 /add 网址：${code(it.url)}`
      case 'feed-moved':
        return `↪️ ${feedIn(it)}已永久搬家：原来在 ${code(it.url)}，现在在 ${code(it.to)}。以后我直接读取新网址，您无需做什么。`
      case 'quota-near':
        return quotaNear(it)
      case 'doors-dark':
        return '🌙 网页和非管理者今天的额度已用完，UTC 零点前不再受理。订阅源照常读取和发送。可能有人访问得过于频繁，详情见 /quota。'
      case 'namespace-shared':
        return `⚠️ ${problem({ ...it, isOlder: false })}`
      case 'channel-lost':
        return `⚠️ 频道 ${bold(it.channel)} 已失去联系：${lockoutReasons[it.reason]}。已告知其管理者；标题最多保留 7 天。`
    }
  },

  commands,
  problem,

  welcome: (name, channels) =>
    channels === 0
      ? `${e(name)}，您好！我把订阅源里的新标题送到 Telegram，每条只发一次。\n\n<b>1.</b> 请把我设为您频道的管理员，只需“发布消息”一项权限。也可以不设频道，直接发到这里。\n<b>2.</b> 发送 /add 加上订阅源或网站的网址。\n\n/help 里有我会做的其他事。`
      : `${e(name)}，您好！/channels 看频道，/list 看订阅源，/help 看全部命令。`,
  profile: {
    long: '把您订阅的资讯变成整洁的摘要：同一条新闻只发一次，附短链接。请把我设为频道管理员，再发来一个订阅源或网站的地址。',
    short: '把订阅源的标题准时送到 Telegram，同一条新闻只发一次。',
  },
  deployed: '✅ Paperboy 已部署完成，这条消息已顺利送达。发送 /start 打开菜单。',
  claimed: '🔑 从现在起，我归您管理。发送 /start 开始。',
  here: '这个聊天',
  stranger: (id) => `这是一个私人机器人。如果主人愿意让您使用，请把您的 Telegram id 告诉对方：${code(String(id))}`,
  help: (list) =>
    `<b>全部命令</b>\n${list}\n\n有多个频道时，把频道名写在前面：${code('/list @channel')}，或先用 /use 选定。\n\n每个命令都有例子：例如 ${code('/help filter')} 讲过滤怎么写。`,
  groupHelp: '我把订阅源里的新标题送到这里。设置由管理员在与我的私聊中进行；/start 登记本群。',
  notACommand: '没看懂。用法见 /help；添加订阅源请发送 /add 加网址。',
  unknownCommand: (name) => `没有 ${code(name)} 这个命令，/help 里有全部命令。`,
  failed: '没有成功：我这边出了错。没有得到确认的，可能已生效，也可能没有；请用 /list 看一下再试。',

  channels: (entries, current) =>
    `<b>您的频道</b>\n${entries
      .map(({ id, title, username }) => {
        const name = username === null ? code(id) : `@${e(username)}`
        return `${id === current ? '▸' : '•'} ${e(title)}（${name}）`
      })
      .join('\n')}\n\n用 /use 加名字来选定。`,
  noChannels:
    '还没有频道。请把我设为某个频道的管理员，或把频道里的一条消息转发给我，或发来它的 @名字，或按下面的按钮。也可以直接 /add 订阅源，标题就发到这里。',
  chooseChannelButton: '📢 选择频道',
  chooseGroupButton: '👥 选择群组',
  chooseChannelHint: '要再加一个，请在那里把我设为管理员，或按下面的按钮。',
  using: (title) => `当前频道：${bold(title)}。`,
  useWhich: `哪个频道？请写 ${code('/use @名字')}，或 /channels 里显示的标题。`,
  unknownChannel: (text) =>
    `没有找到频道 ${code(text)}。/channels 可查看您的频道；要添加，请发来它的 @名字，或转发一条它的消息。`,
  whichChannel: (titles) => `您有多个频道：${titles.map(bold).join('、')}。请用 /use 选定，或把 @名字写在前面。`,

  registered: (title) => `✅ 已登记 ${bold(title)}。接下来用 /add 添加订阅源。`,
  excessRights: (title) => `我在 ${bold(title)} 的权限多于所需：只要“发布消息”就够，其余的请收回。`,
  addedToGroup: (title) => `要把标题发到 ${bold(title)}，请在群里（有话题的，在那个话题里）发送 /start。`,
  registeredGroup: '✅ 已登记本群。请在与我的私聊中设置：/add 添加订阅源。',
  notYourChannel: (title) => `您不是 ${bold(title)} 的管理员，不能替它设置。`,
  botNotAdmin: (title) => `我不能在 ${bold(title)} 发布。请把我设为管理员，给“发布消息”的权限，再试一次。`,
  channelUnreachable: (text) => `我看不到 ${code(text)}。如果它存在，请先在那里把我设为管理员，给“发布消息”的权限。`,
  telegramSilent: 'Telegram 刚才没有答复，请过一分钟再试。',

  addWhat: `要添加哪个？请写 ${code('/add https://example.com/feed')}，网站首页、YouTube 频道或 Telegram 频道的网址往往也行。`,
  added: (feed, newest, channel, paused) => {
    const latest = newest.map(({ title, link }) => `• ${titled(title, UNTITLED, link)}`).join('\n')
    return `✅ ${bold(feed.title || UNTITLED)} 成为 ${bold(channel)} 的第 ${feed.number} 个订阅源。\n${latest === '' ? '它还没有标题。' : `最新的标题：\n${latest}`}\n\n从现在起，只发新的。${paused ? '目前暂停中，/resume 可以恢复。' : ''}`
  },
  already: (feed, channel) =>
    `${bold(feed.title || UNTITLED)} 已经在了，是 ${bold(channel)} 的第 ${feed.number} 个订阅源。`,
  chooseFeed: (count, channel) => `这个页面上有 ${count} 个订阅源，${bold(channel)} 要哪一个？`,
  full: (most) => `这个频道已有 ${most} 个订阅源，到上限了。请先用 /remove 移除一个。`,
  postNewest: (count) => (count === 1 ? '现在就发这一条' : `现在就发最新 ${count} 条`),
  posted: (count) => `${count} 条标题即将发出。`,
  postedPaused: '目前暂停中，/resume 后发出。',
  postedBefore: '这里没有可发的了。',
  offerGone: '这个选择已经过期，请重新 /add 网址。',

  removeWhich: `要移除哪个？请写 ${code('/remove 2')}，编号见 /list。`,
  removed: (feed, channel) => `🗑 已从 ${bold(channel)} 移除 ${bold(feed.title || UNTITLED)}。已在等待的标题仍会发出。`,
  putBack: (feed, channel) =>
    `✅ ${bold(feed.title || UNTITLED)} 回来了，是 ${bold(channel)} 的第 ${feed.number} 个订阅源。`,
  noSuchFeed: (text) => `这里没有订阅源 ${code(text)}，编号见 /list。`,
  undo: '↩︎ 撤销',
  list: (view) =>
    `${bold(view.channel.title)} · ${schedule(view.channel.schedule)}${view.channel.pause === null ? '' : ` · ⏸ ${held(view.channel)}`}\n${view.feeds.map(feedLine).join('\n')}${view.channel.filter === '' ? '' : `\n\n过滤：${query(view.channel.filter, 1000)}`}`,
  noFeeds: (channel) => `${bold(channel)} 还没有订阅源。请用 /add 加网址来添加。`,

  filter: (view) => {
    const own = view.feeds.filter(({ filter }) => filter !== '')
    const lines = own.map(({ number, title, filter }) => `#${number} ${titled(title, UNTITLED)}：${query(filter)}`)
    const channel = view.channel.filter === '' ? '全部通过' : query(view.channel.filter, 1000)
    return [
      `${bold(view.channel.title)} 的过滤：${channel}`,
      ...lines,
      `\n修改：${code('/filter 关键词')}；清除：${code('/filter off')}。`,
    ].join('\n')
  },
  filterSet: (channel, asked, feed, { passed, total, hidden }) => {
    const whose = feed === null ? bold(channel) : `${bold(channel)} 里 ${bold(feed.title || UNTITLED)}`
    const set = asked === '' ? `${whose} 的过滤已清除。` : `✅ ${whose} 的过滤改为 ${query(asked, 1000)}`
    const test =
      total === 0
        ? '\n过去 48 小时没有新条目，无从试算。'
        : `\n${feed === null ? '' : '它'}过去 48 小时的 ${total} 条里，${passed === 0 ? '没有一条' : `有 ${passed} 条`}会通过全部过滤。`
    const examples =
      hidden.length === 0
        ? ''
        : `\n会被挡下的，例如：\n${hidden.map((title) => `• <s>${titled(title, UNTITLED)}</s>`).join('\n')}`
    return set + test + examples
  },

  schedule,
  digest: (view) =>
    `${digests(view)}\n\n修改：${code('/digest live')}、${code('/digest 08:00 18:30')}、${code('/digest 工作日 08:00')}、${code('/digest every 3h')}、${code('/digest timezone 上海')}、${code('/digest quiet 23:00-07:00')}、${code('/digest max 20')} 或 ${code('/digest silent on')}。`,
  digestSet: (view) => `✅ ${digests(view)}`,
  askCity: '按哪座城市的时间？请发来一个离您近的大城市，例如上海或柏林。',

  preview: (view) => `👀 ${bold(view.channel.title)} 有 ${view.waiting} 条标题待发。${next(view)}`,
  nothingWaiting: (view) => `${bold(view.channel.title)} 没有待发的标题。${next(view)}`,
  paused: (channel) => `⏸ ${bold(channel)} 已暂停。标题最多保留 7 天，/resume 可以恢复。`,
  resumed: (view, waiting) =>
    `▶️ ${bold(view.channel.title)} 已恢复。${waiting === 0 ? '' : `积压的 ${waiting} 条标题会发出。`}${next(view)}`,
  askBacklog: (channel, waiting) => `${bold(channel)} 积压了 ${waiting} 条标题，怎么处理？`,
  released: (kept, view) => {
    if (kept === 0) return '都丢弃了，之后的新标题照常发。'
    const what = kept === 'all' ? '将全部发出。' : `将发出最新 ${kept} 条，其余丢弃。`
    return what + next(view)
  },
  backlogButtons: { newest: '最新 10 条', all: '全部', none: '都不要' },
  linksUnknown: (text) =>
    `看不懂 ${code(text)}。请写 ${code('/links headline')}、${code('/links visible')} 或 ${code('/links original')}。`,
  moveWhere: (title, cell, cells) =>
    cells === 1
      ? `${bold(title)} 在单元 0，没有别的单元：单元数量由 CELLS 决定。`
      : `${bold(title)} 在单元 ${cell}。发送 ${code('/move 1')} 可以移到另一个单元，编号从 0 到 ${cells - 1}。`,
  moved: (title, cell) =>
    `✅ ${bold(title)} 正在移到单元 ${cell}，订阅源、过滤条件和待发的标题都会一起过去，最多几分钟。`,
  moveLater: (title) => `KV 现在没有回应，暂时无法移动 ${bold(title)}，请过几分钟再试。`,
  quota,
  statusLink: (link) => `一周的情况，以及所有订阅源和频道：${e(link)}\n这个链接会让您登录，十分钟内有效，只能用一次。`,
  top: (channel, opened) =>
    opened.length === 0
      ? `最近七天没有人打开过 ${bold(channel)} 的标题。`
      : `🏆 ${bold(channel)} 最近七天打开最多的标题\n${opened.map(({ title, link, times }) => `${times} 次　${titled(title, UNTITLED, link)}`).join('\n')}`,
  topProblem: (it) =>
    it.kind === 'not-set'
      ? '这里没有统计打开次数。部署者可以开启，见 docs/operators.md 的“Counting clicks”。'
      : `Cloudflare 没有给出统计${it.status === 0 ? '' : `（${it.status}）`}。${it.status === 401 || it.status === 403 ? '令牌没有读取统计的权限，请部署者检查 ANALYTICS_TOKEN。' : '请过一分钟再试。'}`,
  staleButton: '这个按钮已经过期。',
}
