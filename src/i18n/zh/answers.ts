/** 简体中文：对 /why、/retract、/import、/export 的回答，以及给管理者的话。 */
import type { Fate, Imported, Less, Retracted, Why } from '../../cell/channel-api.ts'
import type { ImportProgress } from '../../cycle/import-progress.ts'
import type { Gathering } from '../../model.ts'
import type { Owner } from '../../store/owners.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { bold, code, query, titled } from '../marks.ts'
import type { Words } from '../vocabulary.ts'
import { moment, UNTITLED } from './parts.ts'
import { problem } from './problems.ts'

/** 报告里最多列出的失败订阅源数。 */
const FAILED = 15

const fields = { id: '编号', link: '链接', title: '标题和日期' } as const

const reasons: Readonly<Record<Gathering, string>> = {
  address: '网址相同',
  'short-link': '发布者的短链接相同',
  title: '标题意思相同',
  text: '正文相同',
  likely: '很可能说的是同一件事',
}

function fate(it: Fate, zone: string): string {
  switch (it.kind) {
    case 'sent':
      return `✅ 已于 ${moment(it.at, zone)} 发出。${it.post === null ? '' : `<a href="${e(it.post)}">查看消息</a>。`}`
    case 'waiting':
      if (it.next === null) return '⏳ 正在等待：频道暂停中。'
      return it.next === 'now' ? '⏳ 正在等待，几分钟内发出。' : `⏳ 正在等待 ${moment(it.next, zone)} 的速览。`
    case 'under-way':
      return '📤 正在发送。'
    case 'left-out':
      return '➖ 没有列出：那次速览的标题超过了频道设定的条数。可用 /digest max 修改。'
    case 'retracted':
      return '✂️ 已经撤回。'
    case 'gone':
      return '⌛ 等待期间被丢弃：太旧、太多，或由人手动放弃。'
    case 'merged': {
      const why = it.evidence === null ? '' : `（${reasons[it.evidence]}）`
      const into = `🔗 已并入 ${bold(it.into.source || UNTITLED)} 的 ${titled(it.into.title, UNTITLED, it.into.link)}，说的是同一件事${why}。`
      return `${into}${it.post === null ? '' : `<a href="${e(it.post)}">查看消息</a>。`}想分开发，请用 /stories off。`
    }
    case 'gathered': {
      const into = `🔗 与 ${bold(it.into.source || UNTITLED)} 的 ${titled(it.into.title, UNTITLED, it.into.link)} 同列一行发出：${reasons[it.evidence]}。`
      return `${into}${it.post === null ? '' : `<a href="${e(it.post)}">查看消息</a>。`}想分开发，请用 /stories off。`
    }
    case 'known': {
      const earlier =
        it.earlier === null
          ? '该订阅源之前的一条'
          : `${moment(it.earlier.at, zone)} 读到的 ${titled(it.earlier.title, UNTITLED, it.earlier.link)} `
      if (it.evidence === 'age') return '🗂 不算新内容：它比我记得的该订阅源的所有内容都旧。'
      return `✏️ 不算新内容：${fields[it.evidence]}与${earlier}相同，应是改过标题或网址。`
    }
    case 'dropped': {
      const whose = it.by === 'channel' ? '频道的过滤' : `第 ${it.by} 个订阅源的过滤`
      if (it.term === null) return `🚫 被${whose}挡下：要找的词一个也没有。现在的过滤是 ${query(it.filter)}`
      return /^-/u.test(it.term)
        ? `🚫 被${whose}里的 ${code(it.term)} 挡下。`
        : `🚫 被${whose}挡下，因为里面没有 ${code(it.term)}。`
    }
  }
}

function retracted(it: Retracted, text: string): string {
  switch (it.kind) {
    case 'unknown':
      return `过去 48 小时里没有找到 ${code(text)}。请发来标题的链接或那条消息的链接。`
    case 'several':
      return `可能是其中一条：\n${it.titles.map((title) => `• ${titled(title, UNTITLED)}`).join('\n')}\n请发来您要撤回的那一条的链接。`
    case 'withdrawn':
      return `✂️ ${titled(it.title, UNTITLED)} 还没发，现在不会发了。`
    case 'struck':
      return `✂️ 已划掉 ${titled(it.title, UNTITLED)}。`
    case 'sure':
      return `那条消息里只有这一条标题：${titled(it.title, UNTITLED)}。要删除吗？删除后无法恢复。`
    case 'erased':
      return `🗑 已删除含有 ${titled(it.title, UNTITLED)} 的消息。`
    case 'under-way':
      return '正在发送，请过几分钟再试。'
    case 'gone':
      return '已经没有什么可撤回的了。'
    case 'refused':
      return `Telegram 不让我改那条消息${it.description === null ? '，请稍后再试' : `：${code(it.description)}`}。`
  }
}

function imported({ added, already, over, wrong }: Imported, channel: string): string {
  return [
    added === 0
      ? `${bold(channel)} 没有新增。`
      : `📥 ${bold(channel)} 新增了 ${added} 个订阅源。接下来几分钟我会逐个读取，进展就写在这里。`,
    ...(already === 0 ? [] : [`${already} 个已经在了。`]),
    ...(over === 0 ? [] : [`${over} 个没有加入：已到上限。`]),
    ...wrong.map(({ text, problem: why }) => `✗ ${code(text)}：${problem(why)}`),
  ].join('\n')
}

function importProgress({ channel, total, read, failed, isDone }: ImportProgress): string {
  const head = isDone
    ? `📥 ${bold(channel)} 导入完毕：${total} 个订阅源里有 ${read} 个可以读取。`
    : `📥 ${bold(channel)} 正在导入：${total} 个订阅源里已读取 ${read + failed.length} 个。`
  const shown = failed
    .slice(0, FAILED)
    .map(({ number, title, url, problem: why }) => `✗ ${number}. ${titled(title, UNTITLED, url)}：${problem(why)}`)
  const more = failed.length > FAILED ? [`……另有 ${failed.length - FAILED} 个`] : []
  const hint = isDone && failed.length > 0 ? ['这些我会继续尝试；/remove 加编号可以移除。'] : []
  return [head, ...shown, ...more, ...hint].join('\n')
}

export const answers = {
  lessWhich: (channel: string) => `👎 ${bold(channel)} 里，哪一类想少看？`,
  lessNone: (channel: string) => `过去 48 小时里，没有标题通过 ${bold(channel)} 的过滤。`,
  lessOf: ({ title, proposals }: Less) =>
    proposals.length === 0
      ? `${titled(title, UNTITLED)} 里没有合适的词，能挡住同类又不误伤其他。`
      : `要挡住什么？按过去 48 小时试算：\n${proposals
          .map(({ term, hides, examples }) => {
            const others = examples.map((example) => `\n   <s>${titled(example, UNTITLED)}</s>`).join('')
            return `• ${code(term)}：${hides} 条${others}`
          })
          .join('\n')}`,
  lessHides: (term: string, hides: number) => `−${term}（${hides}）`,

  whyWhat: `哪一条？请写 ${code('/why')} 加它的链接，或标题里的词。`,
  whyUnknown: (text: string, channel: string) =>
    `过去 48 小时里，${bold(channel)} 的订阅源没有带来含有 ${code(text)} 的内容。它可能更早，可能（还）不在订阅源里，也可能不属于 /list 里的订阅源。`,
  why: (found: readonly Why[], zone: string) =>
    found
      .map(
        ({ title, link, source, at, fate: it }) =>
          `${titled(title, UNTITLED, link)}\n${e(source)}，${moment(at, zone)} 读到。\n${fate(it, zone)}`,
      )
      .join('\n\n'),

  retractWhat: `哪一条？请写 ${code('/retract')} 加标题的链接或那条消息的链接。`,
  retracted,
  unretracted: '↩︎ 已恢复。',

  language: '我用哪种语言和您交谈？频道速览的语言，在它的菜单里另外设置。',
  languageSet: '✅ 我现在用简体中文和您交谈。',

  importWhat: (channel: string) => `请发来要导入 ${bold(channel)} 的 OPML 文件或网址列表，或 /export 给您的文件。`,
  importing: (number: number, channel: string) => `📥 文件里有 ${number} 个订阅源，正在保存到 ${bold(channel)}……`,
  imported,
  importProgress,
  restored: (channel: string) => `✅ ${bold(channel)} 的设置现在与文件一致。`,
  importUnreadable: '这个文件我读不懂。我能读 OPML、网址列表和 /export 的文件，最大 1 MB。',
  exported: (channel: string) => `${bold(channel)}：订阅源列表任何阅读器都能用，全部设置可以用 /import 恢复。`,
  exportFailed: 'Telegram 没有收下文件，请过一分钟再试。',

  owners: (named: number, owners: readonly Owner[]) => {
    const list = owners.map(({ person, name }) => `• ${bold(name || String(person))}（${code(String(person))}）`)
    const operator = named === 0 ? [] : [`部署者在 OWNER_IDS 里指定了 ${named} 人。`]
    return ['👥 <b>本机器人的管理者</b>', ...operator, ...list, '一个邀请可让一个人加入。'].join('\n')
  },
  invitation: (link: string) => `请把这个链接发给对方：两天内有效，只能用一次。\n${e(link)}`,
  joined: '🔑 欢迎！您现在可以使用这个机器人了。发送 /start 开始。',
  ownersOnly: '只有本机器人的管理者可以这样做。',
  dismissed: (name: string) => `${bold(name)} 不能再使用这个机器人了，已有的频道照常运行。`,
  readmitted: (name: string) => `✅ ${bold(name)} 又可以使用这个机器人了。`,
  tooManyChannels: (most: number) => `您已有 ${most} 个频道，这个机器人给每个人的上限就是这么多。`,
  tooManyFeeds: (most: number, channel: string | null) =>
    `${channel === null ? '您' : `添加 ${bold(channel)} 的管理员`}已有 ${most} 个订阅源，这个机器人给每个人的上限就是这么多。请先用 /remove 移除一个。`,

  addToWhich: (address: string) => `把 ${code(address)} 加到哪个频道？`,
  confirmHere: '我看不出是谁在代表本群发言。请本人按下按钮，在私聊中确认。',
} satisfies Partial<Words>
