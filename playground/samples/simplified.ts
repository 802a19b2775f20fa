/** The sample in Simplified Chinese, with a real article as its first headline. */
import type { Sample, SampleTexts } from './sample-texts.ts'

const article = [
  '事情从码头墙上一张手写的告示开始，贴上去的时候还没到早饭时间。到了中午，全镇的人都读过了；到了傍晚，门口排起了长队。',
  '“谁也没想到会这样。”在码头住了六十年的方姨说，“我们还以为最多来五个人、一条狗。结果连礼堂的长凳都搬来了。”',
  '明年春天，镇议会将决定要不要办下去。在那之前，水壶一直烧着，门一直开着，最后离开的人记得关灯。',
  '这是一篇样例文章，小镇、人物和报纸都是虚构的。',
]

const feed = (title: string, headlines: readonly string[]): Sample => ({
  title,
  language: 'zh-Hans',
  headlines,
  article,
})

export const simplified: SampleTexts = {
  language: 'zh',
  tag: 'zh-hans',
  owner: { firstName: '林梅', username: 'linmei' },
  stranger: { firstName: '陌生人', username: 'moshengren' },
  channel: { title: '晨间速览', username: 'chenjian_sulan' },
  newChannels: ['第二版', '海港快讯', '晚间号外', '周末阅读'],
  feeds: {
    rss: feed('RFI 中文', [
      '青禾市第三条地铁线今晨通车，首日免票',
      '海港小镇投票保留最后一座有人值守的灯塔',
      '研究团队绘出首幅东海夜光藻分布图',
      '百年老书店改为合作社，读者成为股东',
    ]),
    atom: feed('望海日报', [
      '石桥镇老桥完成修缮，自行车重新通行',
      '东屿岛图书馆借出第一千辆自行车',
      '阁楼里发现一批百年前的气象记录',
      '夜市迁到老车站广场',
      '停运十一年后，北线夜行列车恢复运行',
    ]),
  },
  hasSeed: true,
  notices: {
    title: '望海港告示',
    language: 'zh-Hans',
    headlines: [
      '十二月起，开往东屿岛的渡轮推迟一小时开船',
      '新气象站的命名征集到星期五为止',
      '磨坊巷星期二上午停水',
      '夜市迁到老车站广场',
      '屋顶花园星期一开始报名',
    ],
  },
  list: [
    feed('东屿岛天气', ['大雾到中午，午后海面平静', '今年的初霜来得早']),
    feed('慢厨房', ['过夜再烤的面包', '下雨的一周，三道汤']),
    feed('潮间带科学', ['螃蟹为什么横着走', '一张按颜色标注的灯塔地图']),
  ],
  invented: {
    places: [
      '青禾市',
      '东屿岛',
      '石桥镇',
      '云岭县',
      '白沙湾',
      '松江北岸',
      '南山大学',
      '望海港',
      '柳河村',
      '新丰区',
      '雁栖谷',
    ],
    events: [
      '开放夜间图书馆，首晚座无虚席',
      '的老桥完成修缮，重新通行自行车',
      '宣布屋顶花园可由居民认养',
      '发现一批百年前的气象记录',
      '试行四天工作制，商户反应不一',
      '的渡轮改用电力，航程缩短十分钟',
      '举办首届风筝邮递大赛',
      '把废弃站台改成露天影院',
      '公布二十年来最清洁的河水数据',
      '请市民为新的气象站取名',
      '的合唱团在暴雨中完成演出',
      '修复古钟，正午时分再次敲响',
      '与邻县共用一支消防艇',
    ],
    space: '',
  },
  remark: '。这是样例，文章是虚构的。',
  filterWord: '气象',
  translateTo: 'en',
}
