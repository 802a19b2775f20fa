/** Invented headlines for the sample feeds: those at the start, and any number of new ones. */

/** Five with the seed article, the number that `/add` offers to post at once. */
export const startInChinese = [
  '青禾市第三条地铁线今晨通车，首日免票',
  '海港小镇投票保留最后一座有人值守的灯塔',
  '研究团队绘出首幅东海夜光藻分布图',
  '百年老书店改为合作社，读者成为股东',
] as const

export const startInEnglish = [
  'Fishermen vote to keep the last staffed lighthouse',
  'Night trains return to the northern line after eleven years',
  'A village school finds an asteroid with a borrowed telescope',
  'Bakers and millers agree on a price that both can live with',
  'Island library lends out its thousandth bicycle',
  'Storks arrive two weeks early, and so do the photographers',
] as const

/** On the sample page that has no feed. */
export const notices = [
  'The ferry to Skerrow sails an hour later in December',
  'Residents may name the new weather station until Friday',
  'Water is turned off in Mill Lane on Tuesday morning',
  'The night market moves to the old station yard',
  'Applications for the roof gardens open on Monday',
] as const

const chinese = {
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
} as const

const english = {
  places: [
    'Harbour town',
    'Eastmere',
    'The island of Skerrow',
    'Stonebridge',
    'Northfield university',
    'Whitesand Bay',
    'The old ferry quarter',
    'Pinewood county',
    'Millbrook',
    'Lower Aldergate',
    'The valley of Hollin',
  ],
  events: [
    'opens its library at night, and every seat is taken',
    'gives its oldest bridge back to cyclists',
    'lets residents adopt a roof garden',
    'finds a century of lost weather records',
    'tries a four-day week, to mixed reviews',
    'moves its ferries to batteries and gains ten minutes',
    'holds the first kite-mail contest',
    'turns a disused platform into a cinema',
    'reports the cleanest river water in twenty years',
    'asks everybody to name the new weather station',
    'hears its choir sing through a cloudburst',
    'repairs the old clock, which strikes noon again',
    'shares a fireboat with its neighbour',
  ],
} as const

/** The n-th new headline, from 0; after 143 in a language they repeat. */
export function inventHeadline(language: 'zh' | 'en', n: number): string {
  const { places, events } = language === 'zh' ? chinese : english
  // 11 places and 13 events have no common factor, so stepping through both yields every pair.
  const place = places[n % places.length] ?? ''
  const event = events[(n * 5 + 3) % events.length] ?? ''
  return language === 'zh' ? `${place}${event}` : `${place} ${event}`
}
