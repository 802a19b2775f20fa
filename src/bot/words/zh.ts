/** 简体中文。 */

import type { ChannelView, FeedView } from '../../cell/api.ts'
import { escapeHtml as e } from '../../digest/html.ts'
import type { EpochMs, LinkStyle, Lockout, Schedule } from '../../model.ts'
import type { Problem } from '../../result.ts'
import { clockOf, localTime, pointAt } from './local-time.ts'
import type { Words } from './vocabulary.ts'

const LOCALE = 'zh-CN'
const code = (text: string) => `<code>${e(text)}</code>`
const bold = (text: string) => `<b>${e(text)}</b>`
const titleOf = (title: string) => title || '无标题'

const lockoutReasons: Readonly<Record<Lockout, string>> = {
  kicked: '我已被移出',
  'chat-not-found': 'Telegram 找不到它了',
  'no-rights': '我没有发言权限，请给我“发布消息”的权限',
  blocked: '我被屏蔽了',
  'topic-closed': '话题已关闭或不存在',
}

function dayPart(hour: number): string {
  if (hour < 5) return '夜间速览'
  if (hour < 11) return '早报'
  if (hour < 14) return '午间速览'
  if (hour < 18) return '下午速览'
  return hour < 23 ? '晚报' : '夜间速览'
}

function problem(it: Problem): string {
  switch (it.kind) {
    case 'not-a-url':
      return `${code(it.text)} 不是网址。网址应当像这样：${code('https://example.com/feed')}。`
    case 'private-address':
      return `${code(it.host)} 是内部网络的地址，我不能访问。`
    case 'unreachable':
      return `连不上 ${code(it.host)}。域名写对了吗？网站还在吗？`
    case 'timeout':
      return `网站超过 ${it.seconds} 秒没有答复，请稍后再试。`
    case 'http-status':
      return httpStatus(it.status)
    case 'too-large':
      return `这份文档超过 ${Math.round(it.limitBytes / 1024 / 1024)} MB，不像是订阅源。`
    case 'too-many-redirects':
      return `这个网址跳转了不止 ${it.limit} 次。`
    case 'bad-redirect':
      return `这个网址跳转到 ${code(it.to)}，我不能跟过去。`
    case 'empty-document':
      return '网站有答复，但内容是空的。'
    case 'not-a-feed':
      return '这不是订阅源，页面上也没有指明订阅源。请找写着 RSS、Atom 或“订阅”的链接。'
    case 'reader-failed':
      return '读取这个订阅源时我这边出了错，之后会自动重试；如果一直这样，请把网址反馈给我们。'
    case 'filter-syntax':
      return filterProblem(it)
    case 'schedule-syntax':
      return `看不懂 ${code(it.text)}。可以写 ${code('live')}、时间如 ${code('08:00 18:30')}，或 ${code('every 3h')}。`
    case 'timezone-unknown':
      return it.near.length > 0
        ? `不认识时区 ${code(it.text)}。您是说 ${it.near.map(code).join('、')} 吗？`
        : `不认识时区 ${code(it.text)}。请说一个离您近的大城市，例如 ${code('上海')}。`
    case 'schema-newer':
      return `${code(it.key)} 是由更新版本的 Paperboy 写下的（${it.found}，当前版本只认得 ${it.known}）。请重新部署新版本。`
    case 'stored-broken':
      return `${code(it.key)} 里存的内容已损坏，请从备份恢复。`
    case 'seen-stale':
      return 'KV 返回的还是旧值，下一轮会再试。'
    case 'bad-token':
      return 'Telegram 不接受机器人的令牌。请向 @BotFather 要一个新的，设为密钥 BOT_TOKEN。'
    case 'kv-spent':
      return '今天的 KV 写入额度用完了。标题会等着，UTC 零点后继续。'
    case 'kv-failed':
      return `KV 拒绝了 ${code(it.key)}，下一轮会再试。`
  }
}

function httpStatus(status: number): string {
  if (status === 404 || status === 410) return `网站说这个网址上什么也没有（${status}）。`
  if (status === 401 || status === 403) return `网站不让我进（${status}）。`
  if (status === 429) return '网站说访问得太频繁了（429），请稍后再试。'
  if (status >= 500) return `网站出了故障（${status}），请稍后再试。`
  return `网站返回了错误（${status}）。`
}

function filterProblem(it: Extract<Problem, { kind: 'filter-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unclosed-quote': '这个引号没有配对',
    'unclosed-group': '这个括号没有配对',
    'stray-closing': '这个右括号前面没有左括号',
    'empty-group': '括号里是空的',
    'empty-phrase': '引号里是空的',
    'nothing-after-not': '减号后面没有内容',
    'nothing-beside-or': '“或”的一边没有内容',
    'too-long': '从这里起，过滤条件太长了',
    'too-deep': '这里的括号套得太深了',
    'empty-term': '这里没有任何文字或数字',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\n也许是：${code(`/filter ${it.suggestion}`)}`
  return `这个过滤条件不成立：${mistakes[it.mistake]}。\n${place}\n设置没有改动。${suggestion}`
}

function schedule(it: Schedule): string {
  switch (it.kind) {
    case 'live':
      return it.gapMinutes === null ? '实时，有新闻就发' : `实时，每 ${it.gapMinutes} 分钟至多一次`
    case 'times':
      return `每天 ${it.minutes.map(clockOf).join('、')}`
    case 'every':
      return `每 ${it.hours} 小时`
  }
}

function next(view: ChannelView, now: EpochMs): string {
  if (view.channel.pause !== null) return '目前暂停中，/resume 可以恢复。'
  const soon = view.nextDigest === null || view.nextDigest <= now
  return view.channel.schedule.kind === 'live' && soon ? '有新标题的话，几分钟内就发。' : nextTime(view)
}

function nextTime({ nextDigest, channel }: ChannelView): string {
  if (nextDigest === null) return ''
  const { day, clock } = localTime(nextDigest, channel.timezone ?? 'UTC', LOCALE)
  return `下一次最早在${day} <b>${clock}</b>（${e(channel.timezone ?? 'UTC')}）。`
}

function feedLine({ number, title, url, failingSince, problem: why, filter }: FeedView): string {
  const dot = failingSince === null ? '🟢' : '🔴'
  const since = failingSince === null ? null : localTime(failingSince, 'UTC', LOCALE)
  const failing =
    since === null || why === null ? '' : `\n   自 ${since.day} ${since.clock}（UTC）起读取失败：${problem(why)}`
  const own = filter === '' ? '' : `\n   过滤：${code(filter)}`
  return `${dot} ${number}. <a href="${e(url)}">${e(titleOf(title))}</a>${own}${failing}`
}

const linkStyles: Readonly<Record<LinkStyle, string>> = {
  headline: '标题本身就是短链接',
  visible: '短链接跟在每条标题后面',
  original: '标题直接通向原文',
}

const noBase = '\n在还不知道公开网址之前，无论怎么设置，标题都通向原文。'

export const zh: Words = {
  untitled: '无标题',
  counter: (part, parts) => `（${part}/${parts}）`,
  heading: (now, timezone) => {
    const { day, clock, hour } = localTime(now, timezone, LOCALE)
    return `📰 ${dayPart(hour)} · ${day} ${clock}`
  },
  notice: (it) => {
    switch (it.kind) {
      case 'locked-out':
        return `⚠️ 无法再向 ${bold(it.channel)} 发布：${lockoutReasons[it.reason]}。\n标题会保留 7 天，我每小时再试一次。`
      case 'back': {
        const back = `✅ 又可以向 ${bold(it.channel)} 发布了`
        return it.asks ? `${back}，积压了 ${it.waiting} 条标题，怎么处理？` : `${back}。`
      }
      case 'expired':
        return `⌛ ${bold(it.channel)} 有 ${it.headlines} 条标题等得太久（超过 7 天或 500 条），已经丢弃。`
      case 'refused':
        return `⚠️ Telegram 拒绝了发往 ${bold(it.channel)} 的一条消息（含 ${it.headlines} 条标题）：${code(it.description)}`
    }
  },

  commands: {
    start: { usage: '', does: '开始，或看看现在的情况' },
    help: { usage: '', does: '我会做什么' },
    channels: { usage: '', does: '您的频道，以及怎样添加' },
    use: { usage: '@频道', does: '选定命令所指的频道' },
    add: { usage: '网址', does: '添加订阅源，或网页所指的订阅源' },
    remove: { usage: '编号', does: '移除订阅源' },
    list: { usage: '', does: '订阅源及其状况' },
    filter: { usage: '关键词', does: '按关键词筛选：朝鲜 "新冷战" -体育' },
    digest: { usage: 'live | 08:00 18:30 | every 3h', does: '什么时候发' },
    preview: { usage: '', does: '看看下一次会发什么' },
    pause: { usage: '', does: '先不发' },
    resume: { usage: '', does: '恢复' },
    links: { usage: 'headline | visible | original', does: '标题通向哪里' },
  },
  problem,

  welcome: (name, channels) =>
    channels === 0
      ? `${e(name)}，您好！我把订阅源里的新标题送到 Telegram，每条只发一次。\n\n<b>1.</b> 请把我设为您频道的管理员，只需“发布消息”一项权限。也可以不设频道，直接发到这里。\n<b>2.</b> 发送 /add 加上订阅源或网站的网址。\n\n/help 里有我会做的其他事。`
      : `${e(name)}，您好！/channels 看频道，/list 看订阅源，/help 看全部命令。`,
  claimed: '🔑 从现在起，我听您的。',
  stranger: (id) => `这是一个私人机器人。如果主人愿意让您使用，请把您的 Telegram id 告诉对方：${code(String(id))}`,
  help: (commands) =>
    `<b>我会做这些</b>\n${commands}\n\n有多个频道时，把频道名写在前面：${code('/list @channel')}，或先用 /use 选定。\n\n<b>过滤</b>：${code('雨 雪')} 两者都有 · ${code('雨 | 雪')} 有其一 · ${code('"北 海"')} 词组 · ${code('-体育')} 不要 · ${code('( )')} 分组 · ${code('/filter off')} 全部通过 · ${code('/filter #2 关键词')} 只管第 2 个订阅源。`,
  groupHelp: '我把订阅源里的新标题送到这里。设置由管理员在与我的私聊中进行；/start 登记本群。',
  notACommand: '没看懂。/help 里有我会做的事；添加订阅源请发 /add 加网址。',
  unknownCommand: (name) => `没有 ${code(name)} 这个命令，/help 里有全部命令。`,
  failed: '没有成功：我这边出了错。没有得到确认的都没有改动，请再试一次。',

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
  using: (title) => `现在起，命令针对 ${bold(title)}。`,
  useWhich: `哪个频道？请写 ${code('/use @名字')}。`,
  unknownChannel: (text) => `不认识频道 ${code(text)}。请先在那里把我设为管理员，给“发布消息”的权限。`,
  whichChannel: (titles) => `您有多个频道：${titles.map(bold).join('、')}。请用 /use 选定，或把 @名字写在前面。`,

  registered: (title, excessRights) =>
    `✅ 已登记 ${bold(title)}。接下来用 /add 添加订阅源。${excessRights ? '\n\n我在那里的权限多于所需：只要“发布消息”就够，其余的可以收回。' : ''}`,
  registeredHere: '✅ 标题会发到这里。接下来用 /add 添加订阅源。',
  registeredGroup: '✅ 已登记本群。请在与我的私聊中设置：/add 添加订阅源。',
  notYourChannel: (title) => `您不是 ${bold(title)} 的管理员，不能替它设置。`,
  botNotAdmin: (title) => `我还不能在 ${bold(title)} 发布。请把我设为管理员，给“发布消息”的权限，再试一次。`,
  channelUnreachable: (text) => `我看不到 ${code(text)}。如果它存在，请先在那里把我设为管理员，给“发布消息”的权限。`,
  telegramSilent: 'Telegram 刚才没有答复，请过一分钟再试。',

  addWhat: `要添加哪个？请写 ${code('/add https://example.com/feed')}，网站首页的网址往往也行。`,
  added: (feed, newest, channel) => {
    const latest = newest
      .map(
        ({ title, link }) => `• ${link === null ? e(titleOf(title)) : `<a href="${e(link)}">${e(titleOf(title))}</a>`}`,
      )
      .join('\n')
    return `✅ ${bold(titleOf(feed.title))} 成为 ${bold(channel)} 的第 ${feed.number} 个订阅源。\n${latest === '' ? '它还没有标题。' : `最新的标题：\n${latest}`}\n\n从现在起，有新的就发。`
  },
  already: (feed) => `${bold(titleOf(feed.title))} 已经在了，是第 ${feed.number} 个订阅源。`,
  chooseFeed: (count) => `这个页面上有 ${count} 个订阅源，要哪一个？`,
  full: (most) => `这个频道已有 ${most} 个订阅源，到上限了。请先用 /remove 移除一个。`,
  postNewest: (count) => (count === 1 ? '现在就发这一条' : `现在就发最新 ${count} 条`),
  posted: (count) => `${count} 条标题正在发出。`,
  postedBefore: '这些已经发过了。',
  offerGone: '这个选择已经过期，请重新 /add 网址。',

  removeWhich: `要移除哪个？请写 ${code('/remove 2')}，编号见 /list。`,
  removed: (feed) => `🗑 已移除 ${bold(titleOf(feed.title))}。`,
  noSuchFeed: (text) => `这里没有订阅源 ${code(text)}，编号见 /list。`,
  undo: '↩︎ 撤销',
  list: (view) =>
    `<b>${e(view.channel.title)}</b> · ${schedule(view.channel.schedule)}${view.channel.pause === null ? '' : ' · 已暂停'}\n${view.feeds.map(feedLine).join('\n')}${view.channel.filter === '' ? '' : `\n\n过滤：${code(view.channel.filter)}`}`,
  noFeeds: (channel) => `${bold(channel)} 还没有订阅源。请用 /add 加网址来添加。`,

  filter: (view) => {
    const own = view.feeds.filter(({ filter }) => filter !== '')
    const lines = own.map(({ number, title, filter }) => `#${number} ${e(titleOf(title))}：${code(filter)}`)
    const channel = view.channel.filter === '' ? '全部通过' : code(view.channel.filter)
    return [
      `${bold(view.channel.title)} 的过滤：${channel}`,
      ...lines,
      `\n修改：${code('/filter 关键词')}；清除：${code('/filter off')}。`,
    ].join('\n')
  },
  filterSet: (query, feed, { passed, total, hidden }) => {
    const what = feed === null ? '过滤' : `${bold(titleOf(feed.title))} 的过滤`
    const set = query === '' ? `${what}已清除，全部通过。` : `✅ ${what}改为 ${code(query)}`
    const test = total === 0 ? '' : `\n过去 48 小时的 ${total} 条里，有 ${passed} 条会通过。`
    const examples =
      hidden.length === 0
        ? ''
        : `\n会被挡下的，例如：\n${hidden.map((title) => `• <s>${e(titleOf(title))}</s>`).join('\n')}`
    return set + test + examples
  },

  schedule,
  digest: (view, now) =>
    `${bold(view.channel.title)}：${schedule(view.channel.schedule)}。\n${next(view, now)}\n\n修改：${code('/digest live')}、${code('/digest 08:00 18:30')}、${code('/digest every 3h')} 或 ${code('/digest timezone 上海')}。`,
  digestSet: (view, now) => `✅ ${bold(view.channel.title)}：${schedule(view.channel.schedule)}。\n${next(view, now)}`,
  askCity: '按哪座城市的时间？请发来一个离您近的大城市，例如上海或柏林。',

  preview: (view, now) => `👀 ${bold(view.channel.title)} 有 ${view.waiting} 条标题待发。${next(view, now)}`,
  nothingWaiting: (view, now) => `${bold(view.channel.title)} 没有待发的标题。${next(view, now)}`,
  paused: (channel) => `⏸ ${bold(channel)} 已暂停。标题最多保留 7 天，/resume 可以恢复。`,
  resumed: (channel, waiting) =>
    `▶️ ${bold(channel)} 已恢复。${waiting === 0 ? '' : `积压的 ${waiting} 条标题这就发出。`}`,
  askBacklog: (channel, waiting) => `${bold(channel)} 积压了 ${waiting} 条标题，怎么处理？`,
  released: (kept) =>
    kept === 'all' ? '全部发出。' : kept === 0 ? '都丢弃了，之后的新标题照常发。' : `发出最新 ${kept} 条。`,
  backlogButtons: { newest: '最新 10 条', all: '全部', none: '都不要' },
  links: (style, hasBase) =>
    `链接：${linkStyles[style]}。${hasBase ? '' : noBase}\n\n修改：${code('/links headline')}、${code('/links visible')} 或 ${code('/links original')}。`,
  linksSet: (style, hasBase) => `✅ 从现在起，${linkStyles[style]}。${hasBase ? '' : noBase}`,
  staleButton: '这个按钮已经过期。',
}
