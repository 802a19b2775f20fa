/** 繁體中文：選單的各頁和按鈕。 */
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
  return `📡 ${feeds.length} 個訂閱來源${failing === 0 ? '' : `（🔴 ${failing} 個讀取失敗）`} · ${waiting} 則標題待發`
}

export const menu: MenuWords = {
  buttons: {
    feeds: '📡 訂閱來源',
    filter: '🔎 篩選',
    times: '🕗 傳送時間',
    look: '🎨 樣式',
    web: '🔗 網頁',
    language: '🌐 語言',
    preview: '👀 預覽',
    pause: '⏸ 暫停',
    resume: '▶️ 恢復',
    forget: '🗑 不再管理',
    back: '‹ 返回',
    channels: '‹ 全部頻道',
    addChannel: '➕ 頻道或群組',
    addFeed: '➕ 訂閱來源',
    rename: '✏️ 改名',
    remove: '🗑 移除',
    keep: '保留',
    change: '✏️ 修改',
    clear: '🧹 清除',
    less: '👎 少看這類',
    live: '即時',
    hourly: '每小時',
    threeHourly: '每 3 小時',
    other: '✏️ 其他時間',
    timezone: '🌍 時區',
    quiet: '🌙 勿擾',
    silent: '🔕 靜音',
    off: '關閉',
    headlines: '標題清單',
    cards: '卡片',
    linkHeadline: '標題即連結',
    linkVisible: '顯示短連結',
    linkOriginal: '原文連結',
    sources: '來源名稱',
    hashtags: '主題標籤',
    stories: '同一新聞只發一次',
    reading: '📖 閱讀頁',
    page: '🌍 網頁與訂閱來源',
    template: '✏️ 範本',
    footer: '✏️ 頁尾',
    cancel: '取消',
    deletePost: '🗑 刪除這則訊息',
    owners: '👥 管理者',
    invite: '➕ 邀請',
    confirm: '在私訊中確認',
  },
  most: (most) => (most === null ? '不限則數' : `至多 ${most} 則`),
  channel: (view) => {
    const { channel } = view
    const why = held(channel)
    const filter = channel.filter === '' ? '' : `\n🔎 ${query(channel.filter)}`
    return `${bold(channel.title)}${channel.username === null ? '' : ` · @${e(channel.username)}`}\n${feedsLine(view)}\n🕗 ${schedule(channel.schedule)}${filter}${why === null ? '' : `\n⏸ ${why}`}`
  },
  feeds: (view) =>
    view.feeds.length === 0
      ? `${bold(view.channel.title)} 還沒有訂閱來源。請傳來訂閱來源或網站的網址。`
      : `${bold(view.channel.title)}\n${feedsLine(view)}\n🟢 正常 · ⚪️ 還沒讀取 · 🔴 讀取失敗 · ⛔ 已撤下`,
  feed: (feed, channel) => {
    const { number, title, ownTitle, url, filter, failingSince, problem: why, lastItemAt, everyHours } = feed
    const lines = [
      `${healthDot(feed)} ${number}. ${titled(title, UNTITLED, url)}`,
      `${bold(channel)} 的訂閱來源${title === ownTitle || ownTitle === '' ? '' : `，原名 ${bold(ownTitle)}`}。`,
      ...(lastItemAt === null ? [] : [`最新項目：${moment(lastItemAt, 'UTC')}（UTC）。`]),
      ...(failingSince === null || why === null
        ? []
        : [`自 ${moment(failingSince, 'UTC')}（UTC）起讀取失敗：${problem(why)}`]),
      ...(everyHours === null ? [] : [`應對方要求，每 ${Math.round(everyHours)} 小時讀取一次。`]),
      ...(filter === '' ? [] : [`自己的篩選：${query(filter)}`]),
    ]
    return lines.join('\n')
  },
  quiet: ({ channel: { title, quiet, timezone } }) =>
    `🌙 ${bold(title)} 的勿擾時段：${quiet === null ? '無' : `${clockOf(quiet.from)}–${clockOf(quiet.to)}（${e(timezone ?? 'UTC')}）`}。\n這段時間裡的新標題先存著，結束時再發。`,
  look: ({ channel }, hasBase) => {
    const { title, layout, links, template, footer, sources, hashtags, stories } = channel
    const where = { headline: '標題本身就是短連結', visible: '短連結跟在標題後面', original: '標題直接連到原文' }
    const onOff = (on: boolean) => (on ? '是' : '否')
    return [
      `🎨 ${bold(title)} 的樣式`,
      `版面：${layout === 'cards' ? '每則標題一張卡片，附摘要和圖片' : '多則標題合成一則速覽'}`,
      `連結：${where[links]}${hasBase ? '' : '（有公開網址後生效）'}`,
      `來源名稱：${onOff(sources)} · 主題標籤：${onOff(hashtags)} · 同一新聞只發一次：${onOff(stories)}`,
      ...(template === '' ? [] : [`範本：${code(template, limits.digest.templateUnits)}`]),
      ...(footer === '' ? [] : [`頁尾：${code(footer)}`]),
    ].join('\n')
  },
  web: ({ channel: { title, reading, page } }, { page: address, digest }) =>
    [
      `🔗 ${bold(title)} 的網頁`,
      `📖 閱讀頁：${reading ? '開。從現在起的文章可以點標題後的 📖 閱讀，保存 30 天' : '關'}。`,
      address !== null
        ? `🌍 網頁：${e(address)}\n訂閱來源：${['rss', 'atom', 'json'].map((ending) => `${e(address)}.${ending}`).join(' ')}`
        : `🌍 網頁與訂閱來源：${page ? '開，有公開使用者名稱和網址後生效' : '關'}。`,
      ...(digest === null ? [] : [`🗞 最新一期，可以分享：${e(digest)}`]),
    ].join('\n'),
  language: (channel, language) => `🌐 ${bold(channel)} 的速覽用${languageNames[language]}。`,
  sureRemove: ({ title }, channel) => `要從 ${bold(channel)} 移除 ${bold(title || UNTITLED)} 嗎？`,
  sureForget: (channel) =>
    `不再管理 ${bold(channel)}，並刪除它的訂閱來源、篩選和待發標題？我仍會留在那裡，直到您把我移出。`,
  forgot: (channel) => `🗑 不再管理 ${bold(channel)} 了。`,
  cameBack: (channel) => `✅ ${bold(channel)} 回來了，訂閱來源和設定都在。從現在起發新的。`,
  ask: (about, channel, feed) => {
    const whose = feed === null ? bold(channel) : `${bold(channel)} 裡 ${bold(feed.title || UNTITLED)}`
    switch (about) {
      case 'add':
        return `請傳來要加到 ${bold(channel)} 的訂閱來源或網站的網址。`
      case 'filter':
        return `請傳來 ${whose} 的篩選條件，例如 ${code('(雨 | 雪) -體育')}；${code('off')} 表示全部通過。`
      case 'times':
        return `${bold(channel)} 什麼時候發？例如 ${code('08:00 18:30')}、${code('週一至週五 08:00，週六 10:00')}、${code('每6小時')}或${code('即時 30分鐘')}。`
      case 'quiet':
        return `${bold(channel)} 什麼時段勿擾？例如 ${code('23:00-07:00')}，或 ${code('off')}。`
      case 'most':
        return `${bold(channel)} 每次至多發幾則？請傳來數字，或 ${code('off')}。`
      case 'footer':
        return `請傳來 ${bold(channel)} 每次速覽的最後一行，或 ${code('off')}。`
      case 'template':
        return `${bold(channel)} 的標題怎麼排？例如 ${code('{title}（{source}）{tags}')}；可用 ${placeholders.map((each) => code(`{${each}}`)).join(' ')}。${code('off')} 恢復預設。`
      case 'name':
        return `${whose} 要叫什麼？${code('off')} 表示用原名。`
    }
  },
  cancelled: '什麼都沒有改。',
  unclear: {
    quiet: `請寫 ${code('/digest quiet 23:00-07:00')} 或 ${code('/digest quiet off')}。`,
    switch: `請寫 ${code('on')} 或 ${code('off')}。`,
    most: `請寫 1 到 ${limits.store.pendingAChannel} 之間的數字，或 ${code('off')}。`,
    layout: `請寫 ${code('/digest layout headlines')} 或 ${code('/digest layout cards')}。`,
    footer: `頁尾最多 ${limits.digest.footerUnits} 個字。`,
    page: '只有帶公開 @使用者名稱 的頻道或群組才能有網頁。請先在 Telegram 裡設定使用者名稱，再把其中一則訊息轉寄給我。',
    name: `名稱最多 ${limits.feed.nameUnits} 個字。`,
  },
}
