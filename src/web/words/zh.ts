/** Chinese in Simplified characters. */
import type { WebWords } from './vocabulary.ts'

const LOCALE = 'zh-Hans-CN'
const number = new Intl.NumberFormat(LOCALE)

export const zh: WebWords = {
  locale: LOCALE,
  untitled: '（无标题）',
  skip: '跳到正文',
  about: {
    title: 'Paperboy',
    text: '这里是 Paperboy：把订阅源的标题送到 Telegram 的机器人。它每 5 到 30 分钟读取一次订阅源，由所有频道共用；Cache-Control、Retry-After、ttl、skipHours、skipDays 或 sy:updatePeriod 要求更少，就读得更少，而且只取有变化的内容。回答 410 的订阅源不再读取。',
  },
  notFound: { title: '没有找到', text: '这个地址没有内容，或者内容已经不在了。' },
  notNow: { title: '暂时打不开', text: '现在查不到，请过一分钟再试。' },
  broken: { title: '暂时打不开', text: '服务器没能作答，请过一分钟再试。' },
  notKept: {
    title: '这里没有保存正文',
    text: '频道开启阅读页时，文章正文在这里保存 30 天。文章本身仍在原网站。',
    link: '前往原文',
  },

  readOriginal: (host) => `在 ${host} 阅读原文`,
  archive: '存档（Markdown）',
  wholeDigest: '这一期的全部标题',
  digest: (day) => `${day}的标题`,
  headlines: (count) => `${number.format(count)} 条标题`,
  also: (sources) => `另见：${sources.join('、')}`,

  channelAbout: (title) => `${title}的标题，同一新闻只出现一次。`,
  lastHours: '最近 48 小时',
  nothingNew: '最近 48 小时没有新内容。',
  further: '更多标题',
  back: '返回',
  subscribe: '在 Telegram 订阅',
  scan: '扫码订阅',
  asFeed: '订阅源：',

  status: '运行状态',
  well: '一切正常',
  unwell: '出了问题',
  lastCycle: (at) => `最近一次运行：${at}。`,
  noCycle: '还没有运行过。',
  signInHow: '机器人的管理者可以看到更多：在与机器人的对话里发送 /quota，会得到登录链接。',
  signIn: { title: '登录', text: '这个浏览器将以机器人管理者的身份登录，有效期 30 天。', button: '登录' },
  signInFailed: {
    title: '这个链接已经失效',
    text: '登录链接只能用一次，十分钟内有效。在与机器人的对话里发送 /quota，可以得到新的。',
  },
  signInBusy: { title: '尝试次数太多', text: '请等一分钟再试。' },
  signOut: '退出登录',
  problems: '问题',
  week: '最近一周',
  weekIs: (what, days) => `${what}，按日：${days}`,
  quotaLine: '限额',
  quotas: {
    kvReads: 'KV 读取',
    kvWrites: 'KV 写入',
    rowsRead: '读取行数',
    rowsWritten: '写入行数',
    cycles: '运行次数',
    messages: '消息',
  },
  kept: (bytes, most) => `KV 已用 ${bytes}${most === null ? '' : `，上限 ${most}`}`,
  feedsFailing: (failing, all) =>
    `订阅源：共 ${number.format(all)} 个${failing === 0 ? '' : `，${failing} 个读取失败`}`,
  noFailing: '所有订阅源都能读取。',
  feed: '订阅源',
  why: '原因',
  since: '自',
  channels: (count) => `频道：${number.format(count)} 个`,
  channel: '频道',
  state: '状态',
  waiting: '待发',
  running: '正常',
  pausedByOwner: '管理者已暂停',
  pausedForChoice: '等待管理者选择',
  lockedOut: {
    kicked: '机器人已被移除',
    'chat-not-found': 'Telegram 找不到它',
    'no-rights': '机器人无权发言',
    blocked: '对方已屏蔽机器人',
    'topic-closed': '话题已关闭',
    refused: 'Telegram 拒收消息',
  },
}
