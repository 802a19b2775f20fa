/** The texts of the pictures in each language: a channel, two invented newspapers, and the owner's commands. */
import type { FeedName, Sample, SampleLanguage } from '../samples/sample-texts.ts'

export interface PictureTexts {
  readonly language: SampleLanguage
  /** IETF tag of the browser's and the owner's language. */
  readonly tag: string
  /** IANA name; that of `city`. */
  readonly timezone: string
  /** Added to file names: `menu.zh.png`. */
  readonly suffix: string
  readonly channel: string
  /** `rss` is added in the film, `atom` before it. */
  readonly samples: Readonly<Record<FeedName, Sample>>
  /** Shown in place of the sample publisher's real address. */
  readonly address: string
  readonly published: Readonly<Record<FeedName, readonly string[]>>
  readonly times: string
  readonly city: string
  readonly filter: string
  /** The page's labels, which replace the English ones. */
  readonly labels: {
    readonly bot: string
    readonly channel: string
    readonly empty: string
    readonly message: string
    readonly edited: string
  }
}

const image = '<p><img src="https://gazette.example/lighthouse.jpg" alt=""></p>'

function article(...paragraphs: readonly string[]): string {
  return image + paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')
}

const english: PictureTexts = {
  language: 'en',
  tag: 'en-GB',
  timezone: 'Europe/London',
  suffix: '',
  channel: 'Morning Headlines',
  samples: {
    rss: {
      title: 'The Harbour Gazette',
      language: 'en',
      headlines: [
        'Harbour town opens its library at night',
        'Ferries move to batteries and gain ten minutes',
        'Storks arrive two weeks early',
      ],
      texts: {
        'Fishermen vote to keep the last lighthouse keeper': article(
          'The vote took four minutes. By a show of hands, the fishermen of Skerrow decided on Saturday to go on paying the only lighthouse keeper left on this coast.',
          'A lamp that switches itself on costs a third as much, the harbour board had reckoned. Nobody disputed the figure. “A lamp does not ring up when a boat is late,” said Ada Finch, who has the longest way home.',
          'Jonas Reed has kept the light for twenty-six years. He was asleep when the result came in, as he is every morning at nine.',
        ),
      },
    },
    atom: {
      title: 'Northfield Post',
      language: 'en',
      headlines: [
        'Stonebridge gives its oldest bridge back to cyclists',
        'Island library lends its thousandth bicycle',
      ],
    },
  },
  address: 'gazette.example',
  published: {
    rss: [
      'Fishermen vote to keep the last lighthouse keeper',
      'A century of lost weather records turns up in an attic',
      'Night trains return to the northern line after eleven years',
    ],
    atom: [
      'A village school finds an asteroid',
      'Bakers and millers agree on a price',
      'Night trains return to the northern line after eleven years',
    ],
  },
  times: '/digest 08:00 18:30',
  city: 'London',
  filter: '/filter -weather',
  labels: { bot: 'bot', channel: 'channel', empty: 'No posts yet', message: 'Message', edited: 'edited' },
}

const simplified: PictureTexts = {
  language: 'zh',
  tag: 'zh-CN',
  timezone: 'Asia/Shanghai',
  suffix: '.zh',
  channel: '晨间速览',
  samples: {
    rss: {
      title: '望海日报',
      language: 'zh-Hans',
      headlines: ['望海港图书馆夜间开放，首晚座无虚席', '渡轮改用电力，航程缩短十分钟', '今年的燕子早到了两周'],
      texts: {
        渔民投票留下最后一位灯塔看守人: article(
          '投票只用了四分钟。星期六，东屿岛的渔民举手决定，继续出钱雇用这段海岸上最后一位灯塔看守人。',
          '港务处算过，换成自动灯，开支只有现在的三分之一。没有人反驳这个数字。“灯不会在船晚归时打电话来。”家住得最远的方姨说。',
          '老秦守灯二十六年了。结果出来时他在睡觉，每天早上九点都是如此。傍晚他照常爬上一百一十二级台阶，把灯点亮，再写一行日志：“东南风四级，船都回来了。”',
          '港务处说，明年会给灯塔换一扇不漏风的窗。老秦要的是一把新椅子。',
        ),
      },
    },
    atom: {
      title: '青禾晚报',
      language: 'zh-Hans',
      headlines: ['石桥镇老桥完成修缮，自行车重新通行', '东屿岛图书馆借出第一千辆自行车'],
    },
  },
  address: 'wanghai.example',
  published: {
    rss: ['渔民投票留下最后一位灯塔看守人', '阁楼里发现一批百年前的气象记录', '停运十一年后，北线夜行列车恢复运行'],
    atom: ['乡村小学发现一颗小行星', '面粉厂与面包店谈妥价格', '停运十一年后，北线夜行列车恢复运行'],
  },
  times: '/digest 08:00 18:30',
  city: '上海',
  filter: '/filter -气象',
  labels: { bot: '机器人', channel: '频道', empty: '还没有消息', message: '消息', edited: '已编辑' },
}

const traditional: PictureTexts = {
  language: 'zh-hant',
  tag: 'zh-TW',
  timezone: 'Asia/Taipei',
  suffix: '.zh-hant',
  channel: '晨間速覽',
  samples: {
    rss: {
      title: '望海日報',
      language: 'zh-Hant',
      headlines: ['望海港圖書館夜間開放，首晚座無虛席', '渡輪改用電力，航程縮短十分鐘', '今年的燕子早到了兩週'],
      texts: {
        漁民投票留下最後一位燈塔看守人: article(
          '投票只花了四分鐘。星期六，東嶼島的漁民舉手決定，繼續出錢僱用這段海岸上最後一位燈塔看守人。',
          '港務處算過，換成自動燈，開支只有現在的三分之一。沒有人反駁這個數字。「船晚歸的時候，燈可不會打電話來。」家住得最遠的方姨說。',
          '老秦守燈二十六年了。結果出爐時他在睡覺，每天早上九點都是如此。傍晚他照常爬上一百一十二級臺階，把燈點亮，再寫一行日誌：「東南風四級，船都回來了。」',
          '港務處說，明年會幫燈塔換一扇不漏風的窗。老秦要的是一張新椅子。',
        ),
      },
    },
    atom: {
      title: '青禾晚報',
      language: 'zh-Hant',
      headlines: ['石橋鎮老橋整修完成，自行車重新通行', '東嶼島圖書館借出第一千輛自行車'],
    },
  },
  address: 'wanghai.example',
  published: {
    rss: ['漁民投票留下最後一位燈塔看守人', '閣樓裡發現一批百年前的氣象紀錄', '停駛十一年後，北線夜行列車恢復行駛'],
    atom: ['鄉村小學發現一顆小行星', '麵粉廠與麵包店談妥價格', '停駛十一年後，北線夜行列車恢復行駛'],
  },
  times: '/digest 08:00 18:30',
  city: '台北',
  filter: '/filter -氣象',
  labels: { bot: '機器人', channel: '頻道', empty: '還沒有訊息', message: '訊息', edited: '已編輯' },
}

export const pictureTexts: readonly PictureTexts[] = [english, simplified, traditional]
