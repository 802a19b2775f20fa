/** Traditional Chinese: what each command does, with examples. */
import type { Words } from '../vocabulary.ts'

export const commands: Words['commands'] = {
  start: {
    usage: '',
    does: '開啟選單',
    examples: [['/start', '您的頻道，以及各頻道的訂閱來源、篩選、速覽、外觀和語言']],
  },
  help: { usage: '指令', does: '所有指令', examples: [['/help filter', '篩選怎麼寫，附例子']] },
  channels: {
    usage: '',
    does: '您的頻道，以及怎樣新增',
    examples: [['@頻道名', '單獨傳來，或轉傳頻道裡的一則訊息，就能新增該頻道']],
  },
  use: {
    usage: '@頻道',
    does: '選擇要設定的頻道',
    examples: [
      ['/use @morning_news', '以後的指令都針對它'],
      ['/list @morning_news', '只這一次'],
    ],
  },
  add: {
    usage: '網址',
    does: '新增訂閱來源，或網頁所指的訂閱來源',
    examples: [
      ['/add cna.com.tw', '網站的訂閱來源'],
      ['/add youtube.com/@name', 'YouTube 頻道；Telegram 頻道寫 t.me/name'],
      ['/add github.com/owner/name', '程式碼儲存庫的新版本'],
    ],
  },
  remove: {
    usage: '編號',
    does: '移除訂閱來源（按編號）',
    examples: [
      ['/remove 2', '/list 裡的第 2 個'],
      ['/remove BBC News', '按標題或網址'],
    ],
  },
  list: {
    usage: '',
    does: '訂閱來源及其狀況',
    examples: [['/list', '🟢 正常 · ⚪️ 還沒讀取 · 🔴 讀取失敗 · ⛔ 已撤下']],
  },
  filter: {
    usage: '關鍵字',
    does: '按關鍵字篩選：朝鮮 "新冷戰" -體育',
    examples: [
      ['/filter 雨 雪', '兩者都有'],
      ['/filter 雨 | 雪', '有其一；用逗號或換行隔開也行'],
      ['/filter "new york"', '片語'],
      ['/filter -體育', '不要這個，其餘都要'],
      ['/filter russ*', '詞的開頭'],
      ['/filter 標題:金正恩', '只看標題；還有摘要、作者、分類、來源、連結'],
      ['/filter /金(正|與)恩/', '規則運算式'],
      ['/filter (雨 | 雪) -體育', '分組'],
      ['/filter #2 -體育', '只管第 2 個訂閱來源'],
      ['/filter off', '全部通過'],
    ],
  },
  digest: {
    usage: 'live | 08:00 18:30 | every 3h',
    does: '什麼時候發，發成什麼樣',
    examples: [
      ['/digest live', '有新標題就發；/digest live 30m 最多半小時一次'],
      ['/digest 08:00 18:30', '每天這幾個時間'],
      ['/digest 平日 08:00', '只在平日'],
      ['/digest every 3h', '從零點算起'],
      ['/digest timezone 台北', '按哪座城市的時間'],
      ['/digest quiet 23:00-07:00', '勿擾：這段時間先存著，不會丟'],
      ['/digest silent on', '不響鈴'],
      ['/digest max 20', '一次最多多少則'],
      ['/digest layout cards', '每則標題一張卡片，帶圖片和摘要'],
      ['/digest template {title}（{source}）', '標題的寫法'],
      ['/digest footer 更多內容見 example.com', '最後一行'],
      ['/digest hashtags on', '把分類寫成主題標籤'],
      ['/digest sources off', '不寫訂閱來源的名字'],
    ],
  },
  preview: {
    usage: '',
    does: '看看下一次會發什麼',
    examples: [['/preview', '與頻道裡將看到的一樣，但不會發出去']],
  },
  pause: { usage: '', does: '先不發', examples: [['/pause', '標題最多保留 7 天']] },
  resume: { usage: '', does: '恢復', examples: [['/resume', '積壓太多時會先問您怎麼辦']] },
  links: {
    usage: 'headline | visible | original',
    does: '標題連到哪裡',
    examples: [
      ['/links headline', '標題本身就是短連結'],
      ['/links visible', '短連結寫在標題後面'],
      ['/links original', '不用短連結'],
    ],
  },
  why: {
    usage: '連結或關鍵字',
    does: '某一則為什麼發了或沒發',
    examples: [
      ['/why 颱風 停課', '標題或摘要裡有這些詞的'],
      ['/why https://example.com/story', '按原文連結，或頻道裡那則訊息的連結'],
    ],
  },
  stories: { usage: 'on | off', does: '同一新聞只發一次', examples: [['/stories off', '各訂閱來源的標題都發']] },
  reading: {
    usage: 'on | off',
    does: '在清爽的頁面上讀文章',
    examples: [
      ['/reading on', '從現在起保存全文，點 📖 閱讀，保存 30 天'],
      ['/reading off', '不保存全文'],
    ],
  },
  page: {
    usage: 'on | off',
    does: '頻道的網頁和訂閱來源',
    examples: [
      ['/page on', '顯示最近 48 小時，可以閱讀和訂閱'],
      ['/page off', '不再顯示'],
    ],
  },
  top: {
    usage: '',
    does: '一週內打開最多的標題',
    examples: [['/top', '按短連結的打開次數，需要部署者開啟統計']],
  },
  retract: {
    usage: '連結',
    does: '收回一則標題',
    examples: [['/retract https://example.com/story', '已發的劃掉，或刪除那則訊息；還沒發的就不發了']],
  },
  import: {
    usage: '',
    does: '匯入 OPML 或 /export 的檔案',
    examples: [['/import', '也可以直接把檔案傳給我；一行一個網址的清單也行']],
  },
  export: { usage: '', does: '匯出訂閱來源和全部設定', examples: [['/export', '兩個檔案，都能用 /import 匯入']] },
  language: {
    usage: '',
    does: '我和您交談的語言',
    examples: [['/language English', '頻道速覽的語言另外設定，在選單裡']],
  },
  quota: { usage: '', does: '今天用了多少方案額度', examples: [['/quota', '已用多少，預計多少，什麼放慢了']] },
  move: {
    usage: '單元',
    does: '把頻道移到另一個單元',
    examples: [['/move 2', '訂閱來源和等著發的標題也一起過去']],
  },
}
