/** Simplified Chinese: what each command does, with examples. */
import type { Words } from '../vocabulary.ts'

export const commands: Words['commands'] = {
  start: {
    usage: '',
    does: '打开菜单',
    examples: [['/start', '您的频道，以及各频道的订阅源、过滤、速览、外观和语言']],
  },
  help: { usage: '命令', does: '全部命令', examples: [['/help filter', '过滤怎么写，附例子']] },
  channels: {
    usage: '',
    does: '您的频道，以及怎样添加',
    examples: [['@频道名', '单独发来，或转发频道里的一条消息，就能添加该频道']],
  },
  use: {
    usage: '@频道',
    does: '选择要设置的频道',
    examples: [
      ['/use @morning_news', '以后的命令都针对它'],
      ['/list @morning_news', '只这一次'],
    ],
  },
  add: {
    usage: '网址',
    does: '添加订阅源，或网页所指的订阅源',
    examples: [
      ['/add bbc.com/zhongwen', '网站的订阅源'],
      ['/add youtube.com/@name', 'YouTube 频道；Telegram 频道写 t.me/name'],
      ['/add github.com/owner/name', '代码仓库的新版本'],
    ],
  },
  remove: {
    usage: '编号',
    does: '移除订阅源（按编号）',
    examples: [
      ['/remove 2', '/list 里的第 2 个'],
      ['/remove BBC News', '按标题或网址'],
    ],
  },
  list: {
    usage: '',
    does: '订阅源及其状况',
    examples: [['/list', '🟢 正常 · ⚪️ 还没读取 · 🔴 读取失败 · ⛔ 已撤下']],
  },
  filter: {
    usage: '关键词',
    does: '按关键词筛选：朝鲜 "新冷战" -体育',
    examples: [
      ['/filter 雨 雪', '两者都有'],
      ['/filter 雨 | 雪', '有其一；用逗号或换行隔开也行'],
      ['/filter "new york"', '词组'],
      ['/filter -体育', '不要这个，其余都要'],
      ['/filter russ*', '词的开头'],
      ['/filter 标题:金正恩', '只看标题；还有摘要、作者、分类、来源、链接'],
      ['/filter /金(正|与)恩/', '正则表达式'],
      ['/filter (雨 | 雪) -体育', '分组'],
      ['/filter #2 -体育', '只管第 2 个订阅源'],
      ['/filter off', '全部通过'],
    ],
  },
  digest: {
    usage: 'live | 08:00 18:30 | every 3h',
    does: '什么时候发，发成什么样',
    examples: [
      ['/digest live', '有新标题就发；/digest live 30m 最多半小时一次'],
      ['/digest 08:00 18:30', '每天这几个时间'],
      ['/digest 工作日 08:00', '只在工作日'],
      ['/digest every 3h', '从零点算起'],
      ['/digest timezone 上海', '按哪座城市的时间'],
      ['/digest quiet 23:00-07:00', '免打扰：这段时间先存着，不会丢'],
      ['/digest silent on', '不响铃'],
      ['/digest max 20', '一次最多多少条'],
      ['/digest layout cards', '每条标题一张卡片，带图片和摘要'],
      ['/digest template {title}（{source}）', '标题的写法'],
      ['/digest footer 更多内容见 example.com', '最后一行'],
      ['/digest hashtags on', '把分类写成话题标签'],
      ['/digest sources off', '不写订阅源的名字'],
    ],
  },
  preview: {
    usage: '',
    does: '看看下一次会发什么',
    examples: [['/preview', '与频道里将看到的一样，但不会发出去']],
  },
  pause: { usage: '', does: '先不发', examples: [['/pause', '标题最多保留 7 天']] },
  resume: { usage: '', does: '恢复', examples: [['/resume', '积压太多时会先问您怎么办']] },
  links: {
    usage: 'headline | visible | original',
    does: '标题链接到哪里',
    examples: [
      ['/links headline', '标题本身就是短链接'],
      ['/links visible', '短链接写在标题后面'],
      ['/links original', '不用短链接'],
    ],
  },
  why: {
    usage: '链接或关键词',
    does: '某一条为什么发了或没发',
    examples: [
      ['/why 台风 停课', '标题或摘要里有这些词的'],
      ['/why https://example.com/story', '按原文链接，或频道里那条消息的链接'],
    ],
  },
  stories: { usage: 'on | off', does: '同一新闻只发一次', examples: [['/stories off', '各订阅源的标题都发']] },
  reading: {
    usage: 'on | off',
    does: '在清爽的页面上读文章',
    examples: [
      ['/reading on', '从现在起保存全文，点 📖 阅读，保存 30 天'],
      ['/reading off', '不保存全文'],
    ],
  },
  page: {
    usage: 'on | off',
    does: '频道的网页和订阅源',
    examples: [
      ['/page on', '展示最近 48 小时，可以阅读和订阅'],
      ['/page off', '不再展示'],
    ],
  },
  top: {
    usage: '',
    does: '一周内打开最多的标题',
    examples: [['/top', '按短链接的打开次数，需要部署者开启统计']],
  },
  retract: {
    usage: '链接',
    does: '撤回一条标题',
    examples: [['/retract https://example.com/story', '已发的划掉，或删除那条消息；还没发的就不发了']],
  },
  import: {
    usage: '',
    does: '导入 OPML 或 /export 的文件',
    examples: [['/import', '也可以直接把文件发给我；一行一个网址的列表也行']],
  },
  export: { usage: '', does: '导出订阅源和全部设置', examples: [['/export', '两个文件，都能用 /import 导入']] },
  language: {
    usage: '',
    does: '我和您交谈的语言',
    examples: [['/language English', '频道速览的语言另外设置，在菜单里']],
  },
  quota: { usage: '', does: '今天用了多少套餐额度', examples: [['/quota', '已用多少，预计多少，什么放慢了']] },
  move: {
    usage: '单元',
    does: '把频道移到另一个单元',
    examples: [['/move 2', '订阅源和等着发的标题也一起过去']],
  },
}
