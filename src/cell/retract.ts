/** Retracts a headline: removes it from those that wait, strikes it out of a sent digest, or deletes its post. */
import { editMessage, isSent, type SentMessage } from '../cycle/edit-message.ts'
import { withContent } from '../cycle/shown-lines.ts'
import { limits } from '../limits.ts'
import type { Channel, ChannelId, EpochMs } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Message } from '../store/messages.ts'
import type { CallTelegram } from '../telegram/client.ts'
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
      const { message } = place
      if (!isSent(message)) return { kind: 'gone', title }
      // Headlines in the same line are struck with it.
      const others = message.contents.filter(
        (each) => each.code !== code && each.gathered?.into !== code && each.html !== '' && each.isRetracted !== true,
      )
      if (others.length > 0) return strike(deps, channel, message, code, title)
      return sure ? erase(deps, channel, message, code, title) : { kind: 'sure', title, code }
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
  if (channel === undefined || message === null || content?.isRetracted !== true || !isSent(message)) return false
  const restored = await edit(ledger, telegram, channel, message, code, 'back')
  if (restored === null || restored.refusal !== null) return false
  return finish(() => {
    ledger.messages.changed(restored.message)
    ledger.retracted(id, lineOf(restored.message, code), false, now)
    correctAgain(ledger, id, code, now)
    return true
  })
}

/** Its publisher may have changed its title while it was struck out. */
function correctAgain({ outcomes, corrections }: Ledger, channel: ChannelId, code: string, at: EpochMs): void {
  outcomes.change(channel, [code], 0, (outcome) => {
    const { corrected } = outcome
    if (outcome.code !== code || outcome.isMerged || corrected?.isHeld !== true) return null
    const { was, translated } = corrected
    corrections.add({ channel, code, was, title: outcome.title, at })
    return { outcome: { ...outcome, corrected: { at, was, ...(translated === undefined ? {} : { translated }) } } }
  })
}

/**
 * Edits a message until nothing else changes it during the call: a cycle may correct a title in it.
 * @returns null: it is not certain where the headline stands
 */
async function edit(
  ledger: Ledger,
  telegram: CallTelegram,
  channel: Channel,
  first: SentMessage,
  code: string,
  way: 'out' | 'back',
): Promise<{ readonly message: SentMessage; readonly refusal: Refusal | null } | null> {
  let before = first
  for (let repeats = 0; ; repeats += 1) {
    const message = edited(before, code, way)
    if (message === null) return null
    const refusal = await editMessage(telegram, channel, message)
    const current = ledger.messages.messageWith(channel.id, code)
    const isSame = current === null || (current.html === before.html && current.plain === before.plain)
    if (refusal !== null || isSame || repeats >= limits.corrections.repeats) return { message, refusal }
    before = { ...before, html: current.html, plain: current.plain, contents: current.contents }
  }
}

async function strike(
  { ledger, telegram, finish, now }: RetractDeps,
  channel: Channel,
  message: SentMessage,
  code: string,
  title: string,
): Promise<Retracted> {
  const struck = await edit(ledger, telegram, channel, message, code, 'out')
  if (struck === null) return { kind: 'gone', title }
  if (struck.refusal !== null) return { kind: 'refused', title, description: wordsOf(struck.refusal) }
  return finish(() => {
    ledger.messages.changed(struck.message)
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
function edited(message: SentMessage, code: string, way: 'out' | 'back'): SentMessage | null {
  const content = message.contents.find((each) => each.code === code)
  if (content === undefined) return null
  const { isRetracted: _, ...rest } = content
  return withContent(message, content, way === 'out' ? { ...rest, isRetracted: true } : rest)
}

/** Telegram's description of the refusal, if it gives one. */
function wordsOf(refusal: Refusal): string | null {
  return refusal.kind === 'rejected' || refusal.kind === 'bad-text' ? refusal.description : null
}
