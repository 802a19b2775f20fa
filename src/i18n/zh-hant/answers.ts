/** 繁體中文：對 /why、/retract、/import、/export 的回答，以及給管理者的話。 */
import type { Fate, Imported, Less, Retracted, Why } from '../../cell/channel-api.ts'
import type { ImportProgress } from '../../cycle/import-progress.ts'
import type { Gathering } from '../../model.ts'
import type { Owner } from '../../store/owners.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { bold, code, query, titled } from '../marks.ts'
import type { Words } from '../vocabulary.ts'
import { moment, UNTITLED } from './parts.ts'
import { problem } from './problems.ts'

/** 報告裡最多列出的失敗訂閱來源數。 */
const FAILED = 15

const fields = { id: '編號', link: '連結', title: '標題和日期' } as const

const reasons: Readonly<Record<Gathering, string>> = {
  address: '網址相同',
  'short-link': '發布者的短連結相同',
  title: '標題意思相同',
  text: '內文相同',
  likely: '很可能說的是同一件事',
}

function fate(it: Fate, zone: string): string {
  switch (it.kind) {
    case 'sent':
      return `✅ 已於 ${moment(it.at, zone)} 發出。${it.post === null ? '' : `<a href="${e(it.post)}">查看訊息</a>。`}`
    case 'waiting':
      if (it.next === null) return '⏳ 正在等待：頻道暫停中。'
      return it.next === 'now' ? '⏳ 正在等待，幾分鐘內發出。' : `⏳ 正在等待 ${moment(it.next, zone)} 的速覽。`
    case 'under-way':
      return '📤 正在傳送。'
    case 'left-out':
      return '➖ 沒有列出：那次速覽的標題超過了頻道設定的則數。可用 /digest max 修改。'
    case 'retracted':
      return '✂️ 已經收回。'
    case 'gone':
      return '⌛ 等待期間被丟棄：太舊、太多，或由人手動放棄。'
    case 'merged': {
      const why = it.evidence === null ? '' : `（${reasons[it.evidence]}）`
      const into = `🔗 已併入 ${bold(it.into.source || UNTITLED)} 的 ${titled(it.into.title, UNTITLED, it.into.link)}，說的是同一件事${why}。`
      return `${into}${it.post === null ? '' : `<a href="${e(it.post)}">查看訊息</a>。`}想分開發，請用 /stories off。`
    }
    case 'gathered': {
      const into = `🔗 與 ${bold(it.into.source || UNTITLED)} 的 ${titled(it.into.title, UNTITLED, it.into.link)} 同列一行發出：${reasons[it.evidence]}。`
      return `${into}${it.post === null ? '' : `<a href="${e(it.post)}">查看訊息</a>。`}想分開發，請用 /stories off。`
    }
    case 'known': {
      const earlier =
        it.earlier === null
          ? '該訂閱來源之前的一則'
          : `${moment(it.earlier.at, zone)} 讀到的 ${titled(it.earlier.title, UNTITLED, it.earlier.link)} `
      if (it.evidence === 'age') return '🗂 不算新內容：它比我記得的該訂閱來源的所有內容都舊。'
      return `✏️ 不算新內容：${fields[it.evidence]}與${earlier}相同，應是改過標題或網址。`
    }
    case 'dropped': {
      const whose = it.by === 'channel' ? '頻道的篩選' : `第 ${it.by} 個訂閱來源的篩選`
      if (it.term === null) return `🚫 被${whose}擋下：要找的詞一個也沒有。現在的篩選是 ${query(it.filter)}`
      return /^-/u.test(it.term)
        ? `🚫 被${whose}裡的 ${code(it.term)} 擋下。`
        : `🚫 被${whose}擋下，因為裡面沒有 ${code(it.term)}。`
    }
  }
}

function retracted(it: Retracted, text: string): string {
  switch (it.kind) {
    case 'unknown':
      return `過去 48 小時裡沒有找到 ${code(text)}。請傳來標題的連結或那則訊息的連結。`
    case 'several':
      return `可能是其中一則：\n${it.titles.map((title) => `• ${titled(title, UNTITLED)}`).join('\n')}\n請傳來您要收回的那一則的連結。`
    case 'withdrawn':
      return `✂️ ${titled(it.title, UNTITLED)} 還沒發，現在不會發了。`
    case 'struck':
      return `✂️ 已劃掉 ${titled(it.title, UNTITLED)}。`
    case 'sure':
      return `那則訊息裡只有這一則標題：${titled(it.title, UNTITLED)}。要刪除嗎？刪除後無法恢復。`
    case 'erased':
      return `🗑 已刪除含有 ${titled(it.title, UNTITLED)} 的訊息。`
    case 'under-way':
      return '正在傳送，請過幾分鐘再試。'
    case 'gone':
      return '已經沒有什麼可收回的了。'
    case 'refused':
      return `Telegram 不讓我改那則訊息${it.description === null ? '，請稍後再試' : `：${code(it.description)}`}。`
  }
}

function imported({ added, already, over, wrong }: Imported, channel: string): string {
  return [
    added === 0
      ? `${bold(channel)} 沒有新增。`
      : `📥 ${bold(channel)} 新增了 ${added} 個訂閱來源。接下來幾分鐘我會逐個讀取，進展就寫在這裡。`,
    ...(already === 0 ? [] : [`${already} 個已經在了。`]),
    ...(over === 0 ? [] : [`${over} 個沒有加入：已到上限。`]),
    ...wrong.map(({ text, problem: why }) => `✗ ${code(text)}：${problem(why)}`),
  ].join('\n')
}

function importProgress({ channel, total, read, failed, isDone }: ImportProgress): string {
  const head = isDone
    ? `📥 ${bold(channel)} 匯入完畢：${total} 個訂閱來源裡有 ${read} 個可以讀取。`
    : `📥 ${bold(channel)} 正在匯入：${total} 個訂閱來源裡已讀取 ${read + failed.length} 個。`
  const shown = failed
    .slice(0, FAILED)
    .map(({ number, title, url, problem: why }) => `✗ ${number}. ${titled(title, UNTITLED, url)}：${problem(why)}`)
  const more = failed.length > FAILED ? [`……另有 ${failed.length - FAILED} 個`] : []
  const hint = isDone && failed.length > 0 ? ['這些我會繼續嘗試；/remove 加編號可以移除。'] : []
  return [head, ...shown, ...more, ...hint].join('\n')
}

export const answers = {
  lessWhich: (channel: string) => `👎 ${bold(channel)} 裡，哪一類想少看？`,
  lessNone: (channel: string) => `過去 48 小時裡，沒有標題通過 ${bold(channel)} 的篩選。`,
  lessOf: ({ title, proposals }: Less) =>
    proposals.length === 0
      ? `${titled(title, UNTITLED)} 裡沒有合適的詞，能擋住同類又不誤傷其他。`
      : `要擋住什麼？按過去 48 小時試算：\n${proposals
          .map(({ term, hides, examples }) => {
            const others = examples.map((example) => `\n   <s>${titled(example, UNTITLED)}</s>`).join('')
            return `• ${code(term)}：${hides} 則${others}`
          })
          .join('\n')}`,
  lessHides: (term: string, hides: number) => `−${term}（${hides}）`,

  whyWhat: `哪一則？請寫 ${code('/why')} 加它的連結，或標題裡的詞。`,
  whyUnknown: (text: string, channel: string) =>
    `過去 48 小時裡，${bold(channel)} 的訂閱來源沒有帶來含有 ${code(text)} 的內容。它可能更早，可能（還）不在訂閱來源裡，也可能不屬於 /list 裡的訂閱來源。`,
  why: (found: readonly Why[], zone: string) =>
    found
      .map(
        ({ title, link, source, at, fate: it }) =>
          `${titled(title, UNTITLED, link)}\n${e(source)}，${moment(at, zone)} 讀到。\n${fate(it, zone)}`,
      )
      .join('\n\n'),

  retractWhat: `哪一則？請寫 ${code('/retract')} 加標題的連結或那則訊息的連結。`,
  retracted,
  unretracted: '↩︎ 已恢復。',

  language: '我用哪種語言和您交談？頻道速覽的語言，在它的選單裡另外設定。',
  languageSet: '✅ 我現在用繁體中文和您交談。',

  importWhat: (channel: string) => `請傳來要匯入 ${bold(channel)} 的 OPML 檔案或網址清單，或 /export 給您的檔案。`,
  importing: (number: number, channel: string) => `📥 檔案裡有 ${number} 個訂閱來源，正在儲存到 ${bold(channel)}……`,
  imported,
  importProgress,
  restored: (channel: string) => `✅ ${bold(channel)} 的設定現在與檔案一致。`,
  importUnreadable: '這個檔案我讀不懂。我能讀 OPML、網址清單和 /export 的檔案，最大 1 MB。',
  exported: (channel: string) => `${bold(channel)}：訂閱清單任何閱讀器都能用，全部設定可以用 /import 恢復。`,
  exportFailed: 'Telegram 沒有收下檔案，請過一分鐘再試。',

  owners: (named: number, owners: readonly Owner[]) => {
    const list = owners.map(({ person, name }) => `• ${bold(name || String(person))}（${code(String(person))}）`)
    const operator = named === 0 ? [] : [`部署者在 OWNER_IDS 裡指定了 ${named} 人。`]
    return ['👥 <b>本機器人的管理者</b>', ...operator, ...list, '一個邀請可讓一個人加入。'].join('\n')
  },
  invitation: (link: string) => `請把這個連結發給對方：兩天內有效，只能用一次。\n${e(link)}`,
  joined: '🔑 歡迎！您現在可以使用這個機器人了。傳送 /start 開始。',
  ownersOnly: '只有本機器人的管理者可以這樣做。',
  dismissed: (name: string) => `${bold(name)} 不能再使用這個機器人了，已有的頻道照常執行。`,
  readmitted: (name: string) => `✅ ${bold(name)} 又可以使用這個機器人了。`,
  tooManyChannels: (most: number) => `您已有 ${most} 個頻道，這個機器人給每個人的上限就是這麼多。`,
  tooManyFeeds: (most: number, channel: string | null) =>
    `${channel === null ? '您' : `新增 ${bold(channel)} 的管理員`}已有 ${most} 個訂閱來源，這個機器人給每個人的上限就是這麼多。請先用 /remove 移除一個。`,

  addToWhich: (address: string) => `把 ${code(address)} 加到哪個頻道？`,
  confirmHere: '我看不出是誰在代表本群發言。請本人按下按鈕，在私訊中確認。',
} satisfies Partial<Words>
