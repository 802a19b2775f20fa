/** `/feed NUMBER` shows a feed with its settings; `/feed NUMBER SETTING VALUE` changes one of them. */
import type { FeedChange } from '../../cell/channel-api.ts'
import { chooseFeed } from '../../cell/choose-feed.ts'
import type { FeedView } from '../../cell/feed-view.ts'
import {
  type CredentialsChange,
  isHeaderName,
  isUsableLogin,
  type Login,
  readHeader,
} from '../../feed/http/credentials.ts'
import type { TypedWord } from '../../i18n/catalogue.ts'
import { isOff, typedWord } from '../../i18n/typed-words.ts'
import type { Language } from '../../language.ts'
import { limits } from '../../limits.ts'
import type { AskedText } from '../../store/people.ts'
import { viewOf } from '../access/about-channel.ts'
import { deleteSecret, loginChange, sealAddress, withoutSecrets } from '../access/sealed-address.ts'
import { type ChannelContext, type ChannelHandler, withInput } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { askText } from '../settings/ask.ts'
import { showFeedChanged } from './feed-changed.ts'
import { setFilterOf } from './filter.ts'
import { setSelector } from './set-selector.ts'

/** The settings of a feed. */
type FeedSetting = Extract<AskedText, 'name' | 'filter' | 'address' | 'login' | 'header' | 'selector'>
type Change = (ctx: ChannelContext, feed: FeedView, text: string) => Promise<void>

/** The settings by the word that people type. `selector`: of a page that is watched. */
const settingOf = {
  feedName: 'name',
  feedFilter: 'filter',
  feedAddress: 'address',
  feedLogin: 'login',
  feedHeader: 'header',
  feedSelector: 'selector',
} as const satisfies Partial<Record<TypedWord, FeedSetting>>
const typedWords = ['feedName', 'feedFilter', 'feedAddress', 'feedLogin', 'feedHeader', 'feedSelector'] as const

export const feed: ChannelHandler = async (ctx) => {
  const { texts, input, entry } = ctx
  if (input === '') return showScreen(ctx, 'feeds')
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const [, number = '', word = '', text = ''] = /^[#＃]?(\p{Nd}{1,4})(?:\s+(\S+)\s*([\s\S]*))?$/u.exec(input) ?? []
  const found = chooseFeed(view.feeds, { text: number || input })
  const setting = settingNamed(word, texts.language)
  const value = withInput(ctx, text.trim())
  if (found === null) {
    // Other texts may contain a password, so they are not repeated.
    const answer = () => ctx.respond(number === '' ? texts.t.text('feeds.showWhich') : texts.noSuchFeed(number))
    if (!containsSecret(input, texts.language)) return withoutSecrets(answer, withInput(ctx, input))
    await answer()
    return deleteSecret(ctx)
  }
  if (word === '') return showScreen(ctx, 'feed', found.id)
  if (setting === undefined) return withoutSecrets(() => ctx.respond(texts.feedSettings(found.number)), value)
  if (value.input === '')
    return setting === 'selector' ? ctx.respond(texts.pageRule(found)) : askFeedSetting(ctx, setting, found.id)
  const set = (about: ChannelContext) => changes[setting](about, found, about.input)
  await (isSecret(setting) || setting === 'address' ? set(value) : withoutSecrets(set, value))
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
  if (isSecret(setting)) await deleteSecret(ctx)
}

function settingNamed(word: string, language: Language): FeedSetting | undefined {
  const typed = typedWord(word.replace(/[:：]$/u, ''), typedWords, language)
  return typed === null ? undefined : settingOf[typed]
}

/** Whether a text has a word after the name of a secret setting. */
function containsSecret(text: string, language: Language): boolean {
  const words = text.split(/\s+/u).slice(0, limits.feed.nameUnits)
  return words.slice(0, -1).some((word) => isSecret(settingNamed(word, language)))
}

function isSecret(setting: FeedSetting | undefined): boolean {
  return setting === 'login' || setting === 'header'
}

/** A value that does not fit leaves the question open. */
const changes: Readonly<Record<FeedSetting, Change>> = {
  name: async (ctx, { id }, text) => {
    const { deps, person, texts, channel } = ctx
    const name = isOff(text, ctx.texts.language) ? '' : text.replace(/\s+/gu, ' ')
    if (name.length > limits.feed.nameUnits) return ctx.respond(texts.menu.unclear.name)
    const named = await channel.nameFeed({ id }, name)
    await deps.directory.ask(person.id, null)
    await (named === null ? ctx.respond(texts.t.text('start.staleButton')) : showScreen(ctx, 'feed', id))
  },
  filter: (ctx, { id }, text) => setFilterOf(ctx, { id }, text),
  address: async (ctx, found, text) => {
    const { address, credentials, isUnusable, hasSecret } = sealAddress(ctx.deps, text)
    if (isUnusable) await ctx.respond(ctx.texts.menu.unclear.login)
    else await change(ctx, found, { address, credentials: credentials === null ? null : loginChange(credentials) })
    if (hasSecret) await deleteSecret(ctx)
  },
  login: async (ctx, found, text) => {
    const origin = originOf(found)
    if (isOff(text, ctx.texts.language)) return changeAccess(ctx, found, { kind: 'login', origin, login: null })
    const login = readLogin(text)
    if (login === null) await ctx.respond(ctx.texts.menu.unclear.login)
    else await changeAccess(ctx, found, { kind: 'login', origin, login: ctx.deps.seal.sealLogin(origin, login) })
    await deleteSecret(ctx)
  },
  header: async (ctx, found, text) => {
    if (!ctx.isOwner) {
      await ctx.respond(ctx.texts.t.text('feeds.headersForOwners'))
      return deleteSecret(ctx)
    }
    if (isOff(text, ctx.texts.language)) return changeAccess(ctx, found, { kind: 'no-headers' })
    const origin = originOf(found)
    const [, name = '', off = ''] = /^([^:\s]+)\s*:\s*(\S+)$/u.exec(text) ?? []
    if (isHeaderName(name) && isOff(off, ctx.texts.language))
      return changeAccess(ctx, found, { kind: 'header', origin, name, value: null })
    const header = readHeader(text)
    if (header === null) await ctx.respond(ctx.texts.menu.unclear.header)
    else {
      const value = ctx.deps.seal.sealHeader(origin, header)
      await changeAccess(ctx, found, { kind: 'header', origin, name: header.name, value })
    }
    await deleteSecret(ctx)
  },
  selector: setSelector,
}

function changeAccess(ctx: ChannelContext, feed: FeedView, credentials: CredentialsChange): Promise<void> {
  return change(ctx, feed, { address: null, credentials })
}

async function change(ctx: ChannelContext, { id }: FeedView, asked: FeedChange): Promise<void> {
  const changed = await ctx.channel.changeFeed({ id }, asked)
  if (changed.kind === 'changed') await ctx.deps.directory.ask(ctx.person.id, null)
  await showFeedChanged(ctx, changed)
}

/** The origin that a feed's secrets are sealed for. */
export function originOf({ url, access }: Pick<FeedView, 'url' | 'access'>): string {
  return access?.origin ?? new URL(url).origin
}

/** Reads `user password`, or `user:password`. @returns null: it is neither */
function readLogin(text: string): Login | null {
  const [, user = '', password = ''] = /^(\S+)\s+(\S[\s\S]*)$/u.exec(text) ?? /^([^\s:]+):(\S+)$/u.exec(text) ?? []
  const login = { user, password }
  return isUsableLogin(login) ? login : null
}
