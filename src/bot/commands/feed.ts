/** `/feed NUMBER` shows a feed with its settings; `/feed NUMBER SETTING VALUE` changes one of them. */
import type { FeedChange, FeedView } from '../../cell/channel-api.ts'
import { isHeaderName, isUsableLogin, type Login, readHeader } from '../../feed/http/credentials.ts'
import { limits } from '../../limits.ts'
import type { AskedText } from '../../store/people.ts'
import { viewOf } from '../access/about-channel.ts'
import { deleteSecret, sealAddress } from '../access/sealed-address.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { askText } from '../settings/ask.ts'
import { isOff } from '../settings/settings.ts'
import { showFeedChanged } from './feed-changed.ts'
import { feedSelector } from './feed-selector.ts'
import { setFilterOf } from './filter.ts'

/** The settings of a feed. */
type FeedSetting = Extract<AskedText, 'name' | 'filter' | 'address' | 'login' | 'header'>
type Change = (ctx: ChannelContext, feed: FeedView, text: string) => Promise<void>

/** The names of the settings in every language of the bot. */
const names: ReadonlyMap<string, FeedSetting> = new Map(
  Object.entries<FeedSetting>({
    name: 'name',
    rename: 'name',
    title: 'name',
    名称: 'name',
    名稱: 'name',
    改名: 'name',
    重新命名: 'name',
    filter: 'filter',
    过滤: 'filter',
    篩選: 'filter',
    address: 'address',
    url: 'address',
    网址: 'address',
    網址: 'address',
    地址: 'address',
    位址: 'address',
    login: 'login',
    password: 'login',
    登录: 'login',
    登入: 'login',
    密码: 'login',
    密碼: 'login',
    header: 'header',
    headers: 'header',
    请求头: 'header',
    请求标头: 'header',
    標頭: 'header',
    請求標頭: 'header',
  }),
)

/** The setting of a page that is watched. */
const selector = /^(?:selectors?|css|选择器|選擇器)$/iu

export const feed: ChannelHandler = async (ctx) => {
  const { texts, input, entry } = ctx
  if (input === '') return showScreen(ctx, 'feeds')
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const [, number = '', word = '', text = ''] = /^[#＃]?([\d０-９]{1,4})(?:\s+(\S+)\s*([\s\S]*))?$/u.exec(input) ?? []
  const found =
    number === ''
      ? view.feeds.find(({ title, url }) => title.toLowerCase() === input.toLowerCase() || url === input)
      : view.feeds.find((each) => String(each.number) === number.normalize('NFKC'))
  // What was typed may contain a password.
  if (found === undefined) return ctx.respond(texts.noSuchFeed(number === '' ? '?' : number))
  if (word === '') return showScreen(ctx, 'feed', found.id)
  if (selector.test(word.normalize('NFKC'))) return feedSelector(ctx, found, text.trim())
  const setting = names.get(word.normalize('NFKC').toLowerCase())
  if (setting === undefined) return ctx.respond(texts.feedSettings(found.number))
  await (text.trim() === '' ? askFeedSetting(ctx, setting, found.id) : changes[setting](ctx, found, text.trim()))
}

/** Asks for the value of a setting. Request headers are for the bot's owners. */
export async function askFeedSetting(ctx: ChannelContext, setting: FeedSetting, feedId: number): Promise<void> {
  if (setting === 'header' && !ctx.isOwner) return ctx.respond(ctx.texts.t.text('feeds.headersForOwners'))
  await askText(ctx, setting, feedId)
}

/** Handles the answer to `askFeedSetting`. @param feedId null: the question names no feed */
export async function answerFeedSetting(
  ctx: ChannelContext,
  setting: FeedSetting,
  feedId: number | null,
): Promise<void> {
  const found = (await viewOf(ctx))?.feeds.find(({ id }) => id === feedId)
  if (found !== undefined) return changes[setting](ctx, found, ctx.input.trim())
  await ctx.deps.directory.ask(ctx.person.id, null)
  await ctx.respond(ctx.texts.t.text('start.staleButton'))
}

/** A value that does not fit leaves the question open. */
const changes: Readonly<Record<FeedSetting, Change>> = {
  name: async (ctx, { id }, text) => {
    const { deps, person, texts, channel } = ctx
    const name = isOff(text) ? '' : text.replace(/\s+/gu, ' ')
    if (name.length > limits.feed.nameUnits) return ctx.respond(texts.menu.unclear.name)
    const named = await channel.nameFeed({ id }, name)
    await deps.directory.ask(person.id, null)
    await (named === null ? ctx.respond(texts.t.text('start.staleButton')) : showScreen(ctx, 'feed', id))
  },
  filter: (ctx, { id }, text) => setFilterOf(ctx, { id }, text),
  address: async (ctx, found, text) => {
    const { address, credentials, isUnusable, hasSecret } = sealAddress(ctx.deps, text)
    if (isUnusable) await ctx.respond(ctx.texts.menu.unclear.login)
    else if (credentials === null) await change(ctx, found, { address, credentials: null })
    else {
      const { origin, login } = credentials
      await change(ctx, found, { address, credentials: { kind: 'login', origin, login } })
    }
    if (hasSecret) await deleteSecret(ctx)
  },
  login: async (ctx, found, text) => {
    const origin = originOf(found)
    if (isOff(text)) return change(ctx, found, { address: null, credentials: { kind: 'login', origin, login: null } })
    const login = readLogin(text)
    if (login === null) await ctx.respond(ctx.texts.menu.unclear.login)
    else {
      const sealed = ctx.deps.seal.sealLogin(origin, login)
      await change(ctx, found, { address: null, credentials: { kind: 'login', origin, login: sealed } })
    }
    await deleteSecret(ctx)
  },
  header: async (ctx, found, text) => {
    if (!ctx.isOwner) return ctx.respond(ctx.texts.t.text('feeds.headersForOwners'))
    if (isOff(text)) return change(ctx, found, { address: null, credentials: { kind: 'no-headers' } })
    const origin = originOf(found)
    const [, name = '', off = ''] = /^([^:\s]+)\s*:\s*(\S+)$/u.exec(text) ?? []
    if (isHeaderName(name) && isOff(off))
      return change(ctx, found, { address: null, credentials: { kind: 'header', origin, name, value: null } })
    const header = readHeader(text)
    if (header === null) await ctx.respond(ctx.texts.menu.unclear.header)
    else {
      const value = ctx.deps.seal.sealHeader(origin, header)
      await change(ctx, found, { address: null, credentials: { kind: 'header', origin, name: header.name, value } })
    }
    await deleteSecret(ctx)
  },
}

async function change(ctx: ChannelContext, { id }: FeedView, asked: FeedChange): Promise<void> {
  const changed = await ctx.channel.changeFeed({ id }, asked)
  if (changed.kind === 'changed') await ctx.deps.directory.ask(ctx.person.id, null)
  await showFeedChanged(ctx, changed)
}

function originOf({ url, access }: FeedView): string {
  return access?.origin ?? new URL(url).origin
}

/** Reads `user password`, or `user:password`. @returns null: it is neither */
function readLogin(text: string): Login | null {
  const [, user = '', password = ''] = /^(\S+)\s+(\S[\s\S]*)$/u.exec(text) ?? /^([^\s:]+):(\S+)$/u.exec(text) ?? []
  const login = { user, password }
  return isUsableLogin(login) ? login : null
}
