/** Chinese in Traditional characters. */
import type { WebWords } from './vocabulary.ts'

const LOCALE = 'zh-Hant-TW'
const number = new Intl.NumberFormat(LOCALE)

export const zhHant: WebWords = {
  locale: LOCALE,
  untitled: '（無標題）',
  skip: '跳到正文',
  about: {
    title: 'Paperboy',
    text: '這裡是 Paperboy：把訂閱來源的標題送到 Telegram 的機器人。它每 5 到 30 分鐘讀取一次訂閱來源，由所有頻道共用；Cache-Control、Retry-After、ttl、skipHours、skipDays 或 sy:updatePeriod 要求更少，就讀得更少，而且只取有變動的內容。回答 410 的訂閱來源不再讀取。',
  },
  notFound: { title: '找不到', text: '這個網址沒有內容，或者內容已經不在了。' },
  notNow: { title: '暫時打不開', text: '現在查不到，請過一分鐘再試。' },
  broken: { title: '暫時打不開', text: '伺服器沒能回應，請過一分鐘再試。' },
  notKept: {
    title: '這裡沒有保存內文',
    text: '頻道開啟閱讀頁時，文章內文在這裡保存 30 天。文章本身仍在原網站。',
    link: '前往原文',
  },

  readOriginal: (host) => `在 ${host} 閱讀原文`,
  archive: '存檔（Markdown）',
  wholeDigest: '這一期的全部標題',
  digest: (day) => `${day}的標題`,
  headlines: (count) => `${number.format(count)} 則標題`,
  also: (sources) => `另見：${sources.join('、')}`,

  channelAbout: (title) => `${title}的標題，同一新聞只出現一次。`,
  lastHours: '最近 48 小時',
  nothingNew: '最近 48 小時沒有新內容。',
  further: '更多標題',
  back: '返回',
  subscribe: '在 Telegram 訂閱',
  scan: '掃碼訂閱',
  asFeed: '訂閱來源：',

  status: '運作狀態',
  well: '一切正常',
  unwell: '出了問題',
  lastCycle: (at) => `最近一次執行：${at}。`,
  noCycle: '還沒有執行過。',
  signInHow: '機器人的管理者可以看到更多：在與機器人的對話裡傳送 /quota，會得到登入連結。',
  signIn: { title: '登入', text: '這個瀏覽器將以機器人管理者的身分登入，有效期 30 天。', button: '登入' },
  signInFailed: {
    title: '這個連結已經失效',
    text: '登入連結只能用一次，十分鐘內有效。在與機器人的對話裡傳送 /quota，可以得到新的。',
  },
  signInBusy: { title: '嘗試次數太多', text: '請等一分鐘再試。' },
  signOut: '登出',
  problems: '問題',
  week: '最近一週',
  weekIs: (what, days) => `${what}，按日：${days}`,
  quotaLine: '限額',
  quotas: {
    kvReads: 'KV 讀取',
    kvWrites: 'KV 寫入',
    rowsRead: '讀取列數',
    rowsWritten: '寫入列數',
    cycles: '執行次數',
    messages: '訊息',
  },
  kept: (bytes, most) => `KV 已用 ${bytes}${most === null ? '' : `，上限 ${most}`}`,
  feedsFailing: (failing, all) =>
    `訂閱來源：共 ${number.format(all)} 個${failing === 0 ? '' : `，${failing} 個讀取失敗`}`,
  noFailing: '所有訂閱來源都能讀取。',
  feed: '訂閱來源',
  why: '原因',
  since: '自',
  channels: (count) => `頻道：${number.format(count)} 個`,
  channel: '頻道',
  state: '狀態',
  waiting: '待發',
  running: '正常',
  pausedByOwner: '管理者已暫停',
  pausedForChoice: '等待管理者選擇',
  lockedOut: {
    kicked: '機器人已被移除',
    'chat-not-found': 'Telegram 找不到它',
    'no-rights': '機器人無權發言',
    blocked: '對方已封鎖機器人',
    'topic-closed': '話題已關閉',
    refused: 'Telegram 拒收訊息',
  },
}
