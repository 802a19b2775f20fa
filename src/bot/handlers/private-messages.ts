/** Messages of a person in private: commands, shared and forwarded channels, files, addresses and answers. */
import { readReaderStart } from '../../links/reader-link.ts'
import { readCommand } from '../../telegram/command-text.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import { aboutChannel, onChannel } from '../access/about-channel.ts'
import { readChannelName } from '../access/channel-name.ts'
import { onChannelWithId, onOwnSelection } from '../access/own-selection.ts'
import { registerByName, respondRegistered } from '../access/register.ts'
import { addHere, offerFeeds } from '../commands/add.ts'
import { importFile } from '../commands/import.ts'
import { showFollowed } from '../commands/keywords.ts'
import { feedsInMessage } from '../commands/sent-feeds.ts'
import { start } from '../commands/start.ts'
import { type ChannelContext, type PersonContext, withInput } from '../request-context.ts'
import { firstWantRows, wantRows } from '../screens/selection.ts'
import { answerLocation } from '../settings/change-setting.ts'
import { followsOf, offeredChannel } from '../settings/follow-channel.ts'
import { answerQuestion } from './answer-question.ts'

const invitation = /^invite-(.*)$/su

type Next = () => Promise<void>

/** `/start invite-CODE` makes a person an owner of the bot. */
export async function acceptInvitation(ctx: PersonContext, next: Next): Promise<void> {
  const { deps, person, texts } = ctx
  const [, code] = invitation.exec(ctx.input) ?? []
  if (code === undefined || ctx.isOwner) return next()
  if (await deps.directory.accept(code, person.id, deps.now)) {
    await deps.directory.meet(person.id, { language: person.language, name: person.name }, true)
    return ctx.respond(texts.t.text('owners.joined'))
  }
  await (ctx.isAllowed ? start(withInput(ctx, '')) : ctx.respond(texts.stranger(person.id)))
}

/** `/start CODE` claims a bot without owners, with the code that the deploy command shows. */
export async function claimBot(ctx: PersonContext, next: Next): Promise<void> {
  const { deps, person, texts, isAllowed, input } = ctx
  const { ownerIds, claimCode } = deps.settings
  const mayClaim = !isAllowed && ownerIds.length === 0 && sameSecret(input, claimCode)
  return mayClaim && (await deps.directory.claim(person.id)) ? ctx.respond(texts.t.text('start.claimed')) : next()
}

/** `/start r_CODE`, the link under a channel's digests, offers its headlines to anybody. Nothing is stored. */
export async function offerHeadlines(ctx: PersonContext, next: Next): Promise<void> {
  const { texts, input } = ctx
  const code = readReaderStart(input)
  if (code === null) return next()
  const offered = code === 'wrong' ? null : await offeredChannel(ctx, code)
  if (code === 'wrong' || offered === null) return ctx.respond(texts.t.text('readers.gone'))
  const follows = await followsOf(ctx)
  if (follows.some((each) => each.code === code)) return showFollowed(ctx, { code })
  const rows = follows.length === 0 ? firstWantRows(texts, code) : wantRows(texts, code)
  await ctx.respond(texts.readerOffer(offered.entry.title), rows)
}

/** A chat that the person has chosen on the chooser's keyboard. */
export async function onSharedChat(ctx: PersonContext): Promise<void> {
  const chat = ctx.incoming.message?.chat_shared?.chat_id
  if (chat === undefined) return
  await respondRegistered(ctx, String(chat), await registerByName(ctx, chat))
}

/** A post that is forwarded from a channel registers the channel. */
export async function onForwardedPost(ctx: PersonContext, next: Next): Promise<void> {
  const { forward_origin, forward_from_chat } = ctx.incoming.message ?? {}
  const channel = forward_origin?.chat ?? forward_from_chat
  if (channel?.type !== 'channel') return next()
  await respondRegistered(ctx, channel.title ?? String(channel.id), await registerByName(ctx, channel.id))
}

/** A file is imported: into the channel that a command in its caption names, or the one that `/import` was about. */
export async function onFile(ctx: PersonContext): Promise<void> {
  const { document, text = '' } = ctx.incoming.message ?? {}
  if (document === undefined) return
  const { deps, person } = ctx
  const handler = importFile(document.file_id, document.file_size)
  const asked = person.question?.kind === 'text' && person.question.about === 'import' ? person.question.channel : null
  if (asked !== null) await deps.directory.ask(person.id, null)
  const entry = asked === null || text !== '' ? null : await deps.directory.channel(asked)
  if (entry !== null) return onChannel(handler, ctx, entry, '')
  await aboutChannel(handler)(withInput(ctx, readCommand(text)?.input ?? ''))
}

/** A location or a venue answers the question for a city, or is offered as the time zone of the person's channel. */
export async function onLocation(ctx: PersonContext): Promise<void> {
  const { person, incoming } = ctx
  const { location } = incoming.message ?? {}
  if (location === undefined) return
  const answer = (about: ChannelContext) => answerLocation(about, location.latitude, location.longitude)
  const asked = person.question?.kind === 'city' ? person.question.channel : null
  if (asked !== null && (await onChannelWithId(answer, ctx, asked, ''))) return
  if (ctx.isAllowed) return aboutChannel(answer)(withInput(ctx, ''))
  await onOwnSelection(answer, ctx, '')
}

/** A command in place of an answer closes the question. */
export async function closeQuestion({ deps, person }: PersonContext, next: Next): Promise<void> {
  if (person.question !== null) await deps.directory.ask(person.id, null)
  await next()
}

/** A text that is no command: the answer to a question, a channel's name, or addresses. */
export async function onText(ctx: PersonContext): Promise<void> {
  const { deps, person, input } = ctx
  const { question } = person
  if (question !== null && question.kind !== 'city' && input !== '') return answerQuestion(ctx, question)
  const name = readChannelName(input)
  if (name !== null) return respondRegistered(ctx, name, await registerByName(ctx, name))
  // The name of a city, such as St.Petersburg, may look like an address.
  const feeds = feedsInMessage(ctx).filter(({ url }) => question === null || url.includes(':'))
  if (feeds.length > 0) {
    const channels = await deps.directory.channelsOf(person.id)
    return channels.length === 0 ? addHere(ctx) : offerFeeds(ctx, feeds)
  }
  if (question !== null && input !== '') return answerQuestion(ctx, question)
  await notACommand(ctx)
}

export async function notACommand(ctx: PersonContext): Promise<void> {
  await ctx.respond(ctx.texts.t.text('start.notACommand'))
}

/** A reader's text: the answer to a question. */
export async function onReaderText(ctx: PersonContext): Promise<void> {
  const { person, input } = ctx
  await (person.question === null || input === '' ? notUnderstood(ctx) : answerQuestion(ctx, person.question))
}

export async function notUnderstood(ctx: PersonContext): Promise<void> {
  await ctx.respond(ctx.texts.t.text('readers.notUnderstood'))
}
