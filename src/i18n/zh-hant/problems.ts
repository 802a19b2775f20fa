/** 繁體中文：出了什麼問題，為什麼，怎麼辦。 */

import { placeholders } from '../../digest/template.ts'
import type { Problem } from '../../result.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { pointAt } from '../local-time.ts'
import { code, query } from '../marks.ts'

export function problem(it: Problem): string {
  switch (it.kind) {
    case 'not-a-url':
      return `${code(it.text)} 不是網址。網址應當像這樣：${code('https://example.com/feed')}。`
    case 'private-address':
      return `${code(it.host)} 是內部網路的位址，我不能造訪。`
    case 'unreachable':
      return `連不上 ${code(it.host)}。網域名稱寫對了嗎？網站還在嗎？`
    case 'timeout':
      return `網站超過 ${it.seconds} 秒沒有答覆，請稍後再試。`
    case 'http-status':
      return httpStatus(it.status)
    case 'gone':
      return '發布者已將它永久撤下（410）。'
    case 'challenge':
      return `${code(it.host)} 不讓機器人進：它要求先通過只有瀏覽器才能完成的驗證。請聯絡網站，請它對訂閱來源放行，或換一個訂閱網址試試。`
    case 'too-large':
      return `這份文件超過 ${Math.round(it.limitBytes / 1024 / 1024)} MB，不像是訂閱來源。`
    case 'too-many-redirects':
      return `這個網址轉址了不止 ${it.limit} 次。`
    case 'bad-redirect':
      return `這個網址轉址到 ${code(it.to)}，我不能跟過去。`
    case 'empty-document':
      return '網站有答覆，但內容是空的。'
    case 'not-a-feed':
      return '這不是訂閱來源，也沒有找到屬於它的訂閱來源。請找寫著 RSS、Atom 或「訂閱」的連結。'
    case 'no-telegram-preview':
      return 'Telegram 沒有在網頁上公開它的訊息。我只能讀取公開、且允許網頁預覽的頻道。'
    case 'reader-failed':
      return '讀取這個訂閱來源時我這邊出了錯，請稍後再試；如果一直這樣，請把網址回報給我們。'
    case 'filter-syntax':
      return filterProblem(it)
    case 'schedule-syntax':
      return `看不懂 ${code(it.text)}。可以寫 ${code('live')}、時間如 ${code('08:00 18:30')} 或 ${code('週一至週五 08:00')}，或 ${code('every 3h')}。`
    case 'template-syntax':
      return templateProblem(it)
    case 'timezone-unknown':
      return it.near.length > 0
        ? `不認識時區 ${code(it.text)}。您是說 ${it.near.map((zone) => code(zone)).join('、')} 嗎？`
        : `不認識時區 ${code(it.text)}。請說一個離您近的大城市，例如 ${code('台北')}。`
    case 'schema-newer':
      return `${code(it.key)} 是由更新版本的 Paperboy 寫下的（${it.found}，目前版本只認得 ${it.known}）。請重新部署新版本。`
    case 'stored-broken':
      return `${code(it.key)} 裡存的內容已損壞，請從備份恢復。`
    case 'seen-stale':
      return 'KV 回傳的還是舊值，下一輪會再試。'
    case 'namespace-shared':
      return `KV 命名空間是共用的：裡面存的是另一個機器人（${it.bot}）的紀錄。這個機器人有了自己的命名空間，才會繼續傳送新內容：npm run deploy 會新建一個。`
    case 'bad-token':
      return 'Telegram 不接受機器人的權杖。請向 @BotFather 要一個新的，設為金鑰 BOT_TOKEN。'
    case 'seen-lost':
      return 'KV 裡丟失了「已看過」的紀錄。每個訂閱來源都重新開始，這期間發布的內容可能漏掉了。'
    case 'retired':
      return '這個 Paperboy 已停用：做過最終備份，由另一個接手。要在這裡繼續：npm run deploy -- --take-over'
    case 'channel-failed':
      return `${code(it.channel)} 的速覽沒能組成。標題會等著；請回報給我們。`
    case 'quota-spent':
      return `今天的${quotas[it.quota]}額度用完了。訂閱來源休息，什麼都不會丟；UTC 零時後繼續。/quota 檢視詳情。`
    case 'kv-failed':
      return `KV 拒絕了 ${code(it.key)}，下一輪會再試。`
  }
}

const quotas: Readonly<Record<Extract<Problem, { kind: 'quota-spent' }>['quota'], string>> = {
  kvReads: ' KV 讀取',
  kvWrites: ' KV 寫入',
  rowsRead: '資料列讀取',
  rowsWritten: '資料列寫入',
  objectRequests: '物件請求',
  gbSeconds: '物件執行時間',
}

function httpStatus(status: number): string {
  if (status === 404 || status === 410) return `網站說這個網址上什麼也沒有（${status}）。`
  if (status === 401 || status === 403) return `網站不讓我進（${status}）。`
  if (status === 429) return '網站說存取得太頻繁了（429），請稍後再試。'
  if (status >= 500) return `網站出了故障（${status}），請稍後再試。`
  return `網站回傳了錯誤（${status}）。`
}

function filterProblem(it: Extract<Problem, { kind: 'filter-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unclosed-quote': '這個引號沒有配對',
    'unclosed-group': '這個括號沒有配對',
    'stray-closing': '這個右括號前面沒有左括號',
    'empty-group': '括號裡是空的',
    'empty-phrase': '引號裡是空的',
    'nothing-after-not': '減號後面沒有內容',
    'nothing-beside-or': '「或」的一邊沒有內容',
    'too-long': '從這裡起，篩選條件太長了',
    'too-deep': '這裡的括號套得太深了',
    'nothing-after-field': '這個欄位後面沒有要找的詞',
    'unknown-field': '沒有這個欄位，可用的有 title、summary、author、category、source、link',
    'bad-expression': '規則運算式的這一處有誤',
    'foreign-expression': '不支援環視和反向引用，其餘 RE2 語法都可以用',
    'large-expression': '這個規則運算式展開後太大，請減少重複次數',
    'empty-term': '這裡沒有任何文字或數字',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\n也許是：${query(`/filter ${it.suggestion}`, 1000)}`
  return `這個篩選條件不成立：${mistakes[it.mistake]}。\n${place}\n設定沒有改動。${suggestion}`
}

function templateProblem(it: Extract<Problem, { kind: 'template-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unknown-placeholder': `沒有這個預留位置，可用的有 ${placeholders.map((each) => `{${each}}`).join(' ')}`,
    'no-title': '裡面沒有 {title}',
    'stray-brace': '這個大括號不成對',
    'too-long': '從這裡起太長了',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\n也許是：${code(it.suggestion, 400)}`
  return `這個範本不能用：${mistakes[it.mistake]}。\n${place}\n什麼都沒有改。${suggestion}`
}
