/** 繁體中文。 */

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

/** 一則通知裡最多列出的頻道數。 */
const PLACES = 5

function dayPart(hour: number): string {
  if (hour < 5) return '夜間速覽'
  if (hour < 11) return '早報'
  if (hour < 14) return '午間速覽'
  if (hour < 18) return '下午速覽'
  return hour < 23 ? '晚報' : '夜間速覽'
}

function feedLine(feed: FeedView): string {
  const { number, title, url, failingSince, problem: why, filter, everyHours } = feed
  const since = failingSince === null ? null : localTime(failingSince, 'UTC', LOCALE)
  const state = why?.kind === 'gone' ? '不再讀取' : '讀取失敗'
  const failing =
    since === null || why === null ? '' : `\n   自 ${since.day} ${since.clock}（UTC）起${state}：${problem(why)}`
  const own = filter === '' ? '' : `\n   篩選：${query(filter)}`
  const rare =
    everyHours === null || why?.kind === 'gone'
      ? ''
      : `\n   應對方要求，每 ${Math.round(everyHours * 10) / 10} 小時讀取一次`
  return `${healthDot(feed)} ${number}. ${titled(title, UNTITLED, url)}${own}${rare}${failing}`
}

type FeedNotice = Extract<Notice, { kind: 'feed-back' | 'feed-failing' | 'feed-gone' | 'feed-moved' }>

/** `新聞（第一頻道的第 2 個訂閱來源）`。 */
function feedIn({ feed, places }: FeedNotice): string {
  const shown = places.slice(0, PLACES).map(({ channel, number }) => `${bold(channel)} 的第 ${number} 個訂閱來源`)
  const more = places.length > PLACES ? `等 ${places.length} 處` : ''
  return `${bold(feed || UNTITLED)}（${shown.join('、')}${more}）`
}

function removal({ places }: FeedNotice): string {
  const [only, other] = places
  return only !== undefined && other === undefined ? code(`/remove ${only.number}`) : '/remove'
}

export const zhHant: Words = {
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
    return `⚠ ${source || UNTITLED} 在 ${from} 到 ${to} 之間可能漏掉了一些內容`
  },
  andMore: (count) => `……另有 ${count} 則`,
  also: (sources) => `（另見：${sources.join('、')}）`,
  when: (at, timezone) => localTime(at, timezone, LOCALE),
  moreGaps: (count) => `⚠ ……另有 ${count} 個訂閱來源也可能漏掉了內容`,
  notice: (it) => {
    switch (it.kind) {
      case 'locked-out':
        return `⚠️ 無法再向 ${bold(it.channel)} 發布：${lockoutReasons[it.reason]}${it.description === null ? '' : `：${code(it.description)}`}。\n標題最多保留 7 天，我每小時再試一次。`
      case 'back': {
        const back = `✅ 又可以向 ${bold(it.channel)} 發布了`
        return it.asks ? `${back}，積壓了 ${it.waiting} 則標題，怎麼處理？` : `${back}。`
      }
      case 'expired':
        return `⌛ ${bold(it.channel)} 有 ${it.headlines} 則標題等得太久（超過 7 天或 500 則），已經丟棄。`
      case 'forgotten':
        return `🗑 三個月來我一直無法在 ${bold(it.channel)} 發訊息，所以不再管理它，它的訂閱來源和篩選條件也已刪除。想恢復的話，請重新把我設為那裡的管理員。`
      case 'unanswered':
        return `⚠️ 向 ${bold(it.channel)} 發布時，Telegram 已有 ${it.attempts} 次沒有答覆。我會隔更久再試，同一則速覽可能出現不止一次。`
      case 'refused':
        return `⚠️ Telegram 拒絕了發往 ${bold(it.channel)} 的一則訊息（含 ${it.headlines} 則標題）：${code(it.description)}`
      case 'feed-failing':
        return `⚠️ ${feedIn(it)}已經一整天讀不到了。${problem(it.problem)}\n我會繼續嘗試，恢復後告訴您。如果不再需要，可以用 ${removal(it)} 移除。`
      case 'feed-back':
        return `✅ ${feedIn(it)}又能讀取了，新標題照常傳送。`
      case 'feed-gone':
        return `⛔ ${feedIn(it)}已被發布者永久撤下（410），我不再讀取。可以用 ${removal(it)} 移除；如果它日後恢復，請重新 /add 網址：${code(it.url)}`
      case 'feed-moved':
        return `↪️ ${feedIn(it)}已永久搬家：原來在 ${code(it.url)}，現在在 ${code(it.to)}。以後我直接讀取新網址，您無需做什麼。`
      case 'quota-near':
        return quotaNear(it)
      case 'doors-dark':
        return '🌙 網頁和非管理者今天的額度已用完，UTC 零時前不再受理。訂閱來源照常讀取和傳送。可能有人造訪得過於頻繁，詳情見 /quota。'
      case 'namespace-shared':
        return `⚠️ ${problem({ ...it, isOlder: false })}`
      case 'channel-lost':
        return `⚠️ 頻道 ${bold(it.channel)} 已失去聯絡：${lockoutReasons[it.reason]}。已告知其管理者；標題最多保留 7 天。`
    }
  },

  commands,
  problem,

  welcome: (name, channels) =>
    channels === 0
      ? `${e(name)}，您好！我把訂閱來源裡的新標題送到 Telegram，每則只發一次。\n\n<b>1.</b> 請把我設為您頻道的管理員，只需「發布訊息」一項權限。也可以不設頻道，直接發到這裡。\n<b>2.</b> 傳送 /add 加上訂閱來源或網站的網址。\n\n/help 裡有我會做的其他事。`
      : `${e(name)}，您好！/channels 看頻道，/list 看訂閱來源，/help 看所有指令。`,
  profile: {
    long: '把您訂閱的資訊變成整潔的摘要：同一則新聞只發一次，附短連結。請把我設為頻道管理員，再傳來一個訂閱源或網站的網址。',
    short: '把訂閱源的標題準時送到 Telegram，同一則新聞只發一次。',
  },
  deployed: '✅ Paperboy 已部署完成，這則訊息已順利送達。傳送 /start 開啟選單。',
  claimed: '🔑 從現在起，我歸您管理。傳送 /start 開始。',
  here: '這個聊天',
  stranger: (id) => `這是一個私人機器人。如果主人願意讓您使用，請把您的 Telegram id 告訴對方：${code(String(id))}`,
  help: (list) =>
    `<b>所有指令</b>\n${list}\n\n有多個頻道時，把頻道名寫在前面：${code('/list @channel')}，或先用 /use 選定。\n\n每個指令都有例子：例如 ${code('/help filter')} 講篩選怎麼寫。`,
  groupHelp: '我把訂閱來源裡的新標題送到這裡。設定由管理員在與我的私人聊天中進行；/start 登記本群。',
  notACommand: '看不懂。用法見 /help；新增訂閱來源請傳送 /add 加網址。',
  unknownCommand: (name) => `沒有 ${code(name)} 這個指令，/help 裡有所有指令。`,
  failed: '沒有成功：我這邊出了錯。沒有得到確認的，可能已生效，也可能沒有；請用 /list 看一下再試。',

  channels: (entries, current) =>
    `<b>您的頻道</b>\n${entries
      .map(({ id, title, username }) => {
        const name = username === null ? code(id) : `@${e(username)}`
        return `${id === current ? '▸' : '•'} ${e(title)}（${name}）`
      })
      .join('\n')}\n\n用 /use 加名字來選定。`,
  noChannels:
    '還沒有頻道。請把我設為某個頻道的管理員，或把頻道裡的一則訊息轉傳給我，或傳來它的 @名字，或按下面的按鈕。也可以直接 /add 訂閱來源，標題就發到這裡。',
  chooseChannelButton: '📢 選擇頻道',
  chooseGroupButton: '👥 選擇群組',
  chooseChannelHint: '要再加一個，請在那裡把我設為管理員，或按下面的按鈕。',
  using: (title) => `目前的頻道：${bold(title)}。`,
  useWhich: `哪個頻道？請寫 ${code('/use @名字')}，或 /channels 裡顯示的標題。`,
  unknownChannel: (text) =>
    `沒有找到頻道 ${code(text)}。/channels 可檢視您的頻道；要新增，請傳來它的 @名字，或轉傳一則它的訊息。`,
  whichChannel: (titles) => `您有多個頻道：${titles.map(bold).join('、')}。請用 /use 選定，或把 @名字寫在前面。`,

  registered: (title) => `✅ 已登記 ${bold(title)}。接下來用 /add 新增訂閱來源。`,
  excessRights: (title) => `我在 ${bold(title)} 的權限多於所需：只要「發布訊息」就夠，其餘的請收回。`,
  addedToGroup: (title) => `要把標題發到 ${bold(title)}，請在群裡（有主題的，在那個主題裡）傳送 /start。`,
  registeredGroup: '✅ 已登記本群。請在與我的私人聊天中設定：/add 新增訂閱來源。',
  notYourChannel: (title) => `您不是 ${bold(title)} 的管理員，不能替它設定。`,
  botNotAdmin: (title) => `我不能在 ${bold(title)} 發布。請把我設為管理員，給「發布訊息」的權限，再試一次。`,
  channelUnreachable: (text) => `我看不到 ${code(text)}。如果它存在，請先在那裡把我設為管理員，給「發布訊息」的權限。`,
  telegramSilent: 'Telegram 剛才沒有答覆，請過一分鐘再試。',

  addWhat: `要新增哪個？請寫 ${code('/add https://example.com/feed')}，網站首頁、YouTube 頻道或 Telegram 頻道的網址往往也行。`,
  added: (feed, newest, channel, paused) => {
    const latest = newest.map(({ title, link }) => `• ${titled(title, UNTITLED, link)}`).join('\n')
    return `✅ ${bold(feed.title || UNTITLED)} 成為 ${bold(channel)} 的第 ${feed.number} 個訂閱來源。\n${latest === '' ? '它還沒有標題。' : `最新的標題：\n${latest}`}\n\n從現在起，只發新的。${paused ? '目前暫停中，/resume 可以恢復。' : ''}`
  },
  already: (feed, channel) =>
    `${bold(feed.title || UNTITLED)} 已經在了，是 ${bold(channel)} 的第 ${feed.number} 個訂閱來源。`,
  chooseFeed: (count, channel) => `這個頁面上有 ${count} 個訂閱來源，${bold(channel)} 要哪一個？`,
  full: (most) => `這個頻道已有 ${most} 個訂閱來源，到上限了。請先用 /remove 移除一個。`,
  postNewest: (count) => (count === 1 ? '現在就發這一則' : `現在就發最新 ${count} 則`),
  posted: (count) => `${count} 則標題即將發出。`,
  postedPaused: '目前暫停中，/resume 後發出。',
  postedBefore: '這裡沒有可發的了。',
  offerGone: '這個選擇已經過期，請重新 /add 網址。',

  removeWhich: `要移除哪個？請寫 ${code('/remove 2')}，編號見 /list。`,
  removed: (feed, channel) => `🗑 已從 ${bold(channel)} 移除 ${bold(feed.title || UNTITLED)}。已在等待的標題仍會發出。`,
  putBack: (feed, channel) =>
    `✅ ${bold(feed.title || UNTITLED)} 回來了，是 ${bold(channel)} 的第 ${feed.number} 個訂閱來源。`,
  noSuchFeed: (text) => `這裡沒有訂閱來源 ${code(text)}，編號見 /list。`,
  undo: '↩︎ 復原',
  list: (view) =>
    `${bold(view.channel.title)} · ${schedule(view.channel.schedule)}${view.channel.pause === null ? '' : ` · ⏸ ${held(view.channel)}`}\n${view.feeds.map(feedLine).join('\n')}${view.channel.filter === '' ? '' : `\n\n篩選：${query(view.channel.filter, 1000)}`}`,
  noFeeds: (channel) => `${bold(channel)} 還沒有訂閱來源。請用 /add 加網址來新增。`,

  filter: (view) => {
    const own = view.feeds.filter(({ filter }) => filter !== '')
    const lines = own.map(({ number, title, filter }) => `#${number} ${titled(title, UNTITLED)}：${query(filter)}`)
    const channel = view.channel.filter === '' ? '全部通過' : query(view.channel.filter, 1000)
    return [
      `${bold(view.channel.title)} 的篩選：${channel}`,
      ...lines,
      `\n修改：${code('/filter 關鍵字')}；清除：${code('/filter off')}。`,
    ].join('\n')
  },
  filterSet: (channel, asked, feed, { passed, total, hidden }) => {
    const whose = feed === null ? bold(channel) : `${bold(channel)} 裡 ${bold(feed.title || UNTITLED)}`
    const set = asked === '' ? `${whose} 的篩選已清除。` : `✅ ${whose} 的篩選改為 ${query(asked, 1000)}`
    const test =
      total === 0
        ? '\n過去 48 小時沒有新項目，無從試算。'
        : `\n${feed === null ? '' : '它'}過去 48 小時的 ${total} 則裡，${passed === 0 ? '沒有一則' : `有 ${passed} 則`}會通過全部篩選。`
    const examples =
      hidden.length === 0
        ? ''
        : `\n會被擋下的，例如：\n${hidden.map((title) => `• <s>${titled(title, UNTITLED)}</s>`).join('\n')}`
    return set + test + examples
  },

  schedule,
  digest: (view) =>
    `${digests(view)}\n\n修改：${code('/digest live')}、${code('/digest 08:00 18:30')}、${code('/digest 平日 08:00')}、${code('/digest every 3h')}、${code('/digest timezone 台北')}、${code('/digest quiet 23:00-07:00')}、${code('/digest max 20')} 或 ${code('/digest silent on')}。`,
  digestSet: (view) => `✅ ${digests(view)}`,
  askCity: '按哪座城市的時間？請傳來一個離您近的大城市，例如台北或柏林。',

  preview: (view) => `👀 ${bold(view.channel.title)} 有 ${view.waiting} 則標題待發。${next(view)}`,
  nothingWaiting: (view) => `${bold(view.channel.title)} 沒有待發的標題。${next(view)}`,
  paused: (channel) => `⏸ ${bold(channel)} 已暫停。標題最多保留 7 天，/resume 可以恢復。`,
  resumed: (view, waiting) =>
    `▶️ ${bold(view.channel.title)} 已恢復。${waiting === 0 ? '' : `積壓的 ${waiting} 則標題會發出。`}${next(view)}`,
  askBacklog: (channel, waiting) => `${bold(channel)} 積壓了 ${waiting} 則標題，怎麼處理？`,
  released: (kept, view) => {
    if (kept === 0) return '都丟棄了，之後的新標題照常發。'
    const what = kept === 'all' ? '將全部發出。' : `將發出最新 ${kept} 則，其餘丟棄。`
    return what + next(view)
  },
  backlogButtons: { newest: '最新 10 則', all: '全部', none: '都不要' },
  linksUnknown: (text) =>
    `看不懂 ${code(text)}。請寫 ${code('/links headline')}、${code('/links visible')} 或 ${code('/links original')}。`,
  moveWhere: (title, cell, cells) =>
    cells === 1
      ? `${bold(title)} 在單元 0，沒有別的單元：單元數量由 CELLS 決定。`
      : `${bold(title)} 在單元 ${cell}。傳送 ${code('/move 1')} 可以移到另一個單元，編號從 0 到 ${cells - 1}。`,
  moved: (title, cell) =>
    `✅ ${bold(title)} 正在移到單元 ${cell}，訂閱來源、篩選條件和待發的標題都會一起過去，最多幾分鐘。`,
  moveLater: (title) => `KV 現在沒有回應，暫時無法移動 ${bold(title)}，請過幾分鐘再試。`,
  quota,
  statusLink: (link) =>
    `一週的情況，以及所有訂閱來源和頻道：${e(link)}\n這個連結會讓您登入，十分鐘內有效，只能用一次。`,
  top: (channel, opened) =>
    opened.length === 0
      ? `最近七天沒有人打開過 ${bold(channel)} 的標題。`
      : `🏆 ${bold(channel)} 最近七天打開最多的標題\n${opened.map(({ title, link, times }) => `${times} 次　${titled(title, UNTITLED, link)}`).join('\n')}`,
  topProblem: (it) =>
    it.kind === 'not-set'
      ? '這裡沒有統計打開次數。部署者可以開啟，見 docs/operators.md 的「Counting clicks」。'
      : `Cloudflare 沒有給出統計${it.status === 0 ? '' : `（${it.status}）`}。${it.status === 401 || it.status === 403 ? '權杖沒有讀取統計的權限，請部署者檢查 ANALYTICS_TOKEN。' : '請過一分鐘再試。'}`,
  staleButton: '這個按鈕已經過期。',
}
