/** 简体中文：出了什么问题，为什么，怎么办。 */

import { placeholders } from '../../digest/template.ts'
import type { Problem } from '../../result.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { pointAt } from '../local-time.ts'
import { code, query } from '../marks.ts'

export function problem(it: Problem): string {
  switch (it.kind) {
    case 'not-a-url':
      return `${code(it.text)} 不是网址。网址应当像这样：${code('https://example.com/feed')}。`
    case 'private-address':
      return `${code(it.host)} 是内部网络的地址，我不能访问。`
    case 'unreachable':
      return `连不上 ${code(it.host)}。域名写对了吗？网站还在吗？`
    case 'timeout':
      return `网站超过 ${it.seconds} 秒没有答复，请稍后再试。`
    case 'http-status':
      return httpStatus(it.status)
    case 'gone':
      return '发布者已将它永久撤下（410）。'
    case 'challenge':
      return `${code(it.host)} 不让机器人进：它要求先通过只有浏览器才能完成的验证。请联系网站，请它对订阅源放行，或换一个订阅地址试试。`
    case 'too-large':
      return `这份文档超过 ${Math.round(it.limitBytes / 1024 / 1024)} MB，不像是订阅源。`
    case 'too-many-redirects':
      return `这个网址跳转了不止 ${it.limit} 次。`
    case 'bad-redirect':
      return `这个网址跳转到 ${code(it.to)}，我不能跟过去。`
    case 'empty-document':
      return '网站有答复，但内容是空的。'
    case 'not-a-feed':
      return '这不是订阅源，也没有找到属于它的订阅源。请找写着 RSS、Atom 或“订阅”的链接。'
    case 'no-telegram-preview':
      return 'Telegram 没有在网页上公开它的消息。我只能读取公开、且允许网页预览的频道。'
    case 'reader-failed':
      return '读取这个订阅源时我这边出了错，请稍后再试；如果一直这样，请把网址反馈给我们。'
    case 'filter-syntax':
      return filterProblem(it)
    case 'schedule-syntax':
      return `看不懂 ${code(it.text)}。可以写 ${code('live')}、时间如 ${code('08:00 18:30')} 或 ${code('周一至周五 08:00')}，或 ${code('every 3h')}。`
    case 'template-syntax':
      return templateProblem(it)
    case 'timezone-unknown':
      return it.near.length > 0
        ? `不认识时区 ${code(it.text)}。您是说 ${it.near.map((zone) => code(zone)).join('、')} 吗？`
        : `不认识时区 ${code(it.text)}。请说一个离您近的大城市，例如 ${code('上海')}。`
    case 'schema-newer':
      return `${code(it.key)} 是由更新版本的 Paperboy 写下的（${it.found}，当前版本只认得 ${it.known}）。请重新部署新版本。`
    case 'stored-broken':
      return `${code(it.key)} 里存的内容已损坏，请从备份恢复。`
    case 'seen-stale':
      return 'KV 返回的还是旧值，下一轮会再试。'
    case 'namespace-shared':
      return `KV 命名空间是共用的：里面存的是另一个机器人（${it.bot}）的记录。这个机器人有了自己的命名空间，才会继续发送新内容：npm run deploy 会新建一个。`
    case 'bad-token':
      return 'Telegram 不接受机器人的令牌。请向 @BotFather 要一个新的，设为密钥 BOT_TOKEN。'
    case 'seen-lost':
      return 'KV 里丢失了“已看过”的记录。每个订阅源都重新开始，这期间发布的内容可能漏掉了。'
    case 'retired':
      return '这个 Paperboy 已停用：做过最终备份，由另一个接手。要在这里继续：npm run deploy -- --take-over'
    case 'channel-failed':
      return `${code(it.channel)} 的速览没能拼成。标题会等着；请反馈给我们。`
    case 'quota-spent':
      return `今天的${quotas[it.quota]}额度用完了。订阅源休息，什么都不会丢；UTC 零点后继续。/quota 查看详情。`
    case 'kv-failed':
      return `KV 拒绝了 ${code(it.key)}，下一轮会再试。`
  }
}

const quotas: Readonly<Record<Extract<Problem, { kind: 'quota-spent' }>['quota'], string>> = {
  kvReads: ' KV 读取',
  kvWrites: ' KV 写入',
  rowsRead: '数据行读取',
  rowsWritten: '数据行写入',
  objectRequests: '对象请求',
  gbSeconds: '对象运行时间',
}

function httpStatus(status: number): string {
  if (status === 404 || status === 410) return `网站说这个网址上什么也没有（${status}）。`
  if (status === 401 || status === 403) return `网站不让我进（${status}）。`
  if (status === 429) return '网站说访问得太频繁了（429），请稍后再试。'
  if (status >= 500) return `网站出了故障（${status}），请稍后再试。`
  return `网站返回了错误（${status}）。`
}

function filterProblem(it: Extract<Problem, { kind: 'filter-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unclosed-quote': '这个引号没有配对',
    'unclosed-group': '这个括号没有配对',
    'stray-closing': '这个右括号前面没有左括号',
    'empty-group': '括号里是空的',
    'empty-phrase': '引号里是空的',
    'nothing-after-not': '减号后面没有内容',
    'nothing-beside-or': '“或”的一边没有内容',
    'too-long': '从这里起，过滤条件太长了',
    'too-deep': '这里的括号套得太深了',
    'nothing-after-field': '这个字段后面没有要找的词',
    'unknown-field': '没有这个字段，可用的有 title、summary、author、category、source、link',
    'bad-expression': '正则表达式的这一处有误',
    'foreign-expression': '不支持环视和反向引用，其余 RE2 语法都可以用',
    'large-expression': '这个正则表达式展开后太大，请减少重复次数',
    'empty-term': '这里没有任何文字或数字',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\n也许是：${query(`/filter ${it.suggestion}`, 1000)}`
  return `这个过滤条件不成立：${mistakes[it.mistake]}。\n${place}\n设置没有改动。${suggestion}`
}

function templateProblem(it: Extract<Problem, { kind: 'template-syntax' }>): string {
  const mistakes: Record<typeof it.mistake, string> = {
    'unknown-placeholder': `没有这个占位符，可用的有 ${placeholders.map((each) => `{${each}}`).join(' ')}`,
    'no-title': '里面没有 {title}',
    'stray-brace': '这个花括号不成对',
    'too-long': '从这里起太长了',
  }
  const { before, marked, after } = pointAt(it.text, it.at, it.length)
  const place = `<code>${e(before)}</code>▸<b>${e(marked)}</b>◂<code>${e(after)}</code>`
  const suggestion = it.suggestion === null ? '' : `\n也许是：${code(it.suggestion, 400)}`
  return `这个模板不能用：${mistakes[it.mistake]}。\n${place}\n什么都没有改。${suggestion}`
}
