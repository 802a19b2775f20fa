/** The sample in Traditional Chinese, as in Taiwan. */
import type { Sample, SampleTexts } from './sample-texts.ts'

const article = [
  '事情從碼頭牆上一張手寫的告示開始，貼上去的時候還沒到早餐時間。到了中午，全鎮的人都讀過了；到了傍晚，門口排起了長龍。',
  '「誰也沒想到會這樣。」在碼頭住了六十年的方姨說：「我們還以為頂多來五個人、一隻狗。結果連禮堂的長椅都搬來了。」',
  '明年春天，鎮公所將決定要不要辦下去。在那之前，水壺一直燒著，門一直開著，最後離開的人記得關燈。',
  '這是一篇範例文章，小鎮、人物和報紙都是虛構的。',
]

const feed = (title: string, headlines: readonly string[]): Sample => ({
  title,
  language: 'zh-Hant',
  headlines,
  article,
})

export const traditional: SampleTexts = {
  language: 'zh-hant',
  tag: 'zh-hant',
  owner: { firstName: '林梅', username: 'linmei_tw' },
  stranger: { firstName: '陌生人', username: 'moshengren_tw' },
  channel: { title: '晨間速覽', username: 'chenjian_sulan_tw' },
  newChannels: ['第二版', '海港快訊', '晚間號外', '週末閱讀'],
  feeds: {
    rss: feed('望海日報', [
      '望海港圖書館夜間開放，首晚座無虛席',
      '漁民投票留下最後一位燈塔看守人',
      '渡輪改用電力，航程縮短十分鐘',
      '麵粉廠與麵包店談妥價格',
      '今年的燕子早到了兩週',
    ]),
    atom: feed('青禾晚報', [
      '石橋鎮老橋整修完成，自行車重新通行',
      '東嶼島圖書館借出第一千輛自行車',
      '閣樓裡發現一批百年前的氣象紀錄',
      '夜市搬到老車站廣場',
      '停駛十一年後，北線夜行列車恢復行駛',
    ]),
  },
  hasSeed: false,
  notices: {
    title: '望海港公告',
    language: 'zh-Hant',
    headlines: [
      '十二月起，開往東嶼島的渡輪延後一小時開船',
      '新氣象站的命名徵集到星期五為止',
      '磨坊巷星期二上午停水',
      '夜市搬到老車站廣場',
      '屋頂花園星期一開始報名',
    ],
  },
  list: [
    feed('東嶼島天氣', ['大霧到中午，午後海面平靜', '今年的初霜來得早']),
    feed('慢廚房', ['隔夜再烤的麵包', '下雨的一週，三道湯']),
    feed('潮間帶科學', ['螃蟹為什麼橫著走', '一張按顏色標示的燈塔地圖']),
  ],
  invented: {
    places: [
      '青禾市',
      '東嶼島',
      '石橋鎮',
      '雲嶺縣',
      '白沙灣',
      '松江北岸',
      '南山大學',
      '望海港',
      '柳河村',
      '新豐區',
      '雁棲谷',
    ],
    events: [
      '開放夜間圖書館，首晚座無虛席',
      '的老橋整修完成，重新開放自行車通行',
      '宣布屋頂花園可由居民認養',
      '發現一批百年前的氣象紀錄',
      '試行週休三日，商家反應不一',
      '的渡輪改用電力，航程縮短十分鐘',
      '舉辦首屆風箏郵遞大賽',
      '把廢棄月臺改成露天電影院',
      '公布二十年來最乾淨的河水數據',
      '請市民為新的氣象站取名',
      '的合唱團在暴雨中完成演出',
      '修復古鐘，正午再次敲響',
      '與鄰縣共用一艘消防艇',
    ],
    space: '',
  },
  remark: '。這是範例，文章是虛構的。',
  filterWord: '氣象',
  translateTo: 'en',
}
