/** Retracts a headline: removes it from those that wait, strikes it out of a sent digest, or deletes its post. */
import { editMessage, type SentMessage } from '../cycle/edit-message.ts'
import { withoutAddresses } from '../digest/plain-line.ts'
import { limits } from '../limits.ts'
import type { Channel, ChannelId, EpochMs } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Message } from '../store/messages.ts'
import type { CallTelegram } from '../telegram/client.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { headlinePlace, outcomesMeant } from './find-item.ts'
import type { Retracted } from './retracted.ts'

export interface RetractDeps {
  readonly ledger: Ledger
  readonly telegram: CallTelegram
  readonly finish: Finish
  readonly now: EpochMs
}

/**
 * @param text a link, a post or words that name one headline
 * @param sure deletes a post with no other headline; without it the owner is asked first
 */
export async function retract(deps: RetractDeps, id: ChannelId, text: string, sure: boolean): Promise<Retracted> {
  const { ledger } = deps
  const channel = ledger.channels.get(id)?.channel
  const found = outcomesMeant(ledger, id, ledger.outcomes.of(id), text).filter(({ code }) => code !== null)
  const codes = [...new Set(found.flatMap(({ code }) => code ?? []))]
  const [code, another] = codes
  if (channel === undefined || code === undefined) return { kind: 'unknown' }
  if (another !== undefined)
    return { kind: 'several', titles: found.slice(0, limits.cell.severalTitles).map(({ title }) => title) }
  const title = (found.find(({ isMerged }) => !isMerged) ?? found[0])?.title ?? ''
  const place = headlinePlace(ledger, id, code)
  switch (place.kind) {
    case 'waiting':
      return deps.finish(() => {
        const withdrawn = ledger.deliveries.withdraw(id, code)
        if (withdrawn.length === 0) return { kind: 'gone', title }
        ledger.retracted(id, withLine(code, withdrawn), true, deps.now)
        return { kind: 'withdrawn', title, code }
      })
    case 'under-way':
      return { kind: 'under-way', title }
    case 'left-out':
    case 'gone':
    case 'retracted':
      return { kind: 'gone', title }
    case 'sent': {
      // Headlines in the same line are struck with it.
      const others = place.message.contents.filter(
        (each) => each.code !== code && each.gathered?.into !== code && each.html !== '' && each.isRetracted !== true,
      )
      if (others.length > 0) return strike(deps, channel, place.message, code, title)
      return sure ? erase(deps, channel, place.message, code, title) : { kind: 'sure', title, code }
    }
  }
}

/** Undoes a retraction: the headline waits again, or its digest shows it again. A deleted post stays deleted. */
export async function unretract(
  { ledger, telegram, finish, now }: RetractDeps,
  id: ChannelId,
  code: string,
): Promise<boolean> {
  const isBack = finish(() => {
    const back = ledger.deliveries.putBack(id, code)
    if (back.length > 0) ledger.retracted(id, withLine(code, back), false, now)
    return back.length > 0
  })
  if (isBack) return true
  const channel = ledger.channels.get(id)?.channel
  const message = ledger.messages.messageWith(id, code)
  const content = message?.contents.find((each) => each.code === code)
  if (channel === undefined || message === null || content?.isRetracted !== true || message.telegramId === null)
    return false
  const restored = edited({ ...message, telegramId: message.telegramId }, content, 'back')
  if ((await editMessage(telegram, channel, restored)) !== null) return false
  return finish(() => {
    ledger.messages.changed(restored)
    ledger.retracted(id, lineOf(restored, code), false, now)
    return true
  })
}

async function strike(
  { ledger, telegram, finish, now }: RetractDeps,
  channel: Channel,
  message: SentMessage,
  code: string,
  title: string,
): Promise<Retracted> {
  const content = message.contents.find((each) => each.code === code)
  if (content === undefined) return { kind: 'gone', title }
  const struck = edited(message, content, 'out')
  const refusal = await editMessage(telegram, channel, struck)
  if (refusal !== null) return { kind: 'refused', title, description: wordsOf(refusal) }
  return finish(() => {
    ledger.messages.changed(struck)
    ledger.retracted(channel.id, lineOf(message, code), true, now)
    return { kind: 'struck', title, code }
  })
}

async function erase(
  { ledger, telegram, finish, now }: RetractDeps,
  channel: Channel,
  message: SentMessage,
  code: string,
  title: string,
): Promise<Retracted> {
  const answer = await telegram('deleteMessage', { chat_id: channel.chat, message_id: message.telegramId })
  const isGone =
    !answer.ok && answer.problem.kind === 'rejected' && /message to delete not found/iu.test(answer.problem.description)
  if (!answer.ok && !isGone) return { kind: 'refused', title, description: wordsOf(answer.problem) }
  const contents = message.contents.map((each) => (each.code === code ? { ...each, isRetracted: true as const } : each))
  return finish(() => {
    ledger.messages.changed({ ...message, contents })
    ledger.retracted(channel.id, lineOf(message, code), true, now)
    return { kind: 'erased', title }
  })
}

/** A headline's code, and those of the headlines that are struck out with its line. */
function lineOf({ contents }: Pick<Message, 'contents'>, code: string): readonly [string, ...string[]] {
  const others = contents.filter(({ gathered, isRetracted }) => gathered?.into === code && isRetracted !== true)
  return withLine(
    code,
    others.map((each) => each.code),
  )
}

function withLine(code: string, line: readonly string[]): readonly [string, ...string[]] {
  return [code, ...line.filter((each) => each !== code)]
}

/** A message with one headline struck out, or restored. A struck headline has no link, so the number of entities stays. */
function edited(message: SentMessage, content: Message['contents'][number], way: 'out' | 'back'): SentMessage {
  const html = [content.html, struckHtml(content.plain, message.form === 'rich')] as const
  const plain = [content.plain, struckPlain(content.plain)] as const
  const swap = (text: string, [whole, struck]: readonly [string, string]) =>
    way === 'out' ? text.replace(whole, () => struck) : text.replace(struck, () => whole)
  const { isRetracted: _, ...rest } = content
  const changed = way === 'out' ? { ...rest, isRetracted: true as const } : rest
  // A gathered headline also appears in the line of another.
  const swapped = (each: Message['contents'][number]) => ({
    ...each,
    html: swap(each.html, html),
    plain: swap(each.plain, plain),
  })
  return {
    ...message,
    html: swap(message.html, html),
    plain: swap(message.plain, plain),
    contents: message.contents.map((each) => (each.code === content.code ? changed : swapped(each))),
  }
}

/** Line ends mean nothing in rich messages, and their lists have bullets. */
function struckHtml(plain: string, isRich: boolean): string {
  const [, bullet = '', text = ''] = /^(• )?(.*)$/su.exec(withoutAddresses(plain)) ?? []
  const struck = `<s>${escapeHtml(text)}</s>`
  return isRich ? struck.replaceAll('\n', '<br>') : bullet + struck
}

function struckPlain(plain: string): string {
  return withoutAddresses(plain).replace(/^(?:• )?/u, '✗ ')
}

/** Telegram's description of the refusal, if it gives one. */
function wordsOf(refusal: Refusal): string | null {
  return refusal.kind === 'rejected' || refusal.kind === 'bad-text' ? refusal.description : null
}
