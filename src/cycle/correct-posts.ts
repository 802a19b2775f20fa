/** Edits sent messages whose publishers changed a title: after the channels' messages, a few in a cycle. */
import { shownTitle } from '../digest/shown-title.ts'
import { limits, secondMs } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { CycleProblem, Refusal } from '../result.ts'
import type { Correction } from '../store/corrections.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Pace } from '../telegram/pace.ts'
import { correctedMessage, type TitleCorrection } from './corrected-message.ts'
import { editMessage, isSent, type SentMessage } from './edit-message.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { correctionKey, type HeldCorrections } from './translate-corrections.ts'

/** The corrections of one message. */
interface Due {
  readonly channel: Channel
  readonly message: SentMessage
  readonly corrections: readonly Correction[]
}

/** Each correction is an intent, which is removed with the answer. A lost answer repeats the edit, which changes nothing more. */
export async function correctPosts(
  deps: MeteredDeps,
  pace: Pace,
  held: HeldCorrections,
  now: EpochMs,
): Promise<readonly CycleProblem[]> {
  const { ledger, stopwatch } = deps
  const expired = ledger.corrections.all().filter(({ at }) => now - at > limits.corrections.correctedMs)
  if (expired.length > 0) leave(ledger, expired)
  const resting = new Set<Channel['id']>()
  let edits = 0
  for (const due of dueMessages(deps, held, now)) {
    const { channel } = due
    if (resting.has(channel.id)) continue
    if (edits >= limits.corrections.editsACycle || deps.callsLeft() <= limits.cycle.noticeCalls) return []
    const delay = pace.delay(channel.chat, stopwatch.elapsed())
    if (delay > secondMs || stopwatch.elapsed() + delay >= deps.wallMs) continue
    if (delay > 0) await stopwatch.sleep(delay)
    const { refusal, calls } = await correct(deps, due, pace)
    edits += calls
    if (refusal === null) continue
    if (refusal.kind === 'bad-token') return [{ kind: 'bad-token' }]
    if (deps.telegramSilent()) return []
    // The next cycle tries again.
    resting.add(channel.id)
    if (refusal.kind === 'wait') ledger.channels.wait(channel.id, now + refusal.seconds * secondMs)
  }
  return []
}

/** The messages to edit, that with the oldest correction first. Corrections that no message needs are settled. */
function dueMessages({ ledger }: MeteredDeps, held: HeldCorrections, now: EpochMs): readonly Due[] {
  const { channels, corrections } = ledger
  const due = new Map<number, Due & { readonly corrections: Correction[] }>()
  let looked = 0
  for (const correction of corrections.all()) {
    const state = channels.get(correction.channel)
    // Paused and closed channels are left alone.
    if (state !== null && (state.channel.pause !== null || state.notBefore > now)) continue
    if (held.has(correctionKey(correction))) continue
    if (looked++ >= limits.corrections.lookedAtACycle) break
    if (state?.channel.corrections !== true) {
      leave(ledger, [correction])
      continue
    }
    const { channel } = state
    const known = [...due.values()].find(
      (each) => each.channel.id === channel.id && each.message.contents.some(({ code }) => code === correction.code),
    )
    if (known !== undefined) known.corrections.push(correction)
    else {
      const message = messageOf(ledger, channel, correction, now)
      if (message !== null) due.set(message.id, { channel, message, corrections: [correction] })
    }
  }
  return [...due.values()]
}

/** Null: the headline is in no sent message, or still on its way. */
function messageOf(ledger: Ledger, channel: Channel, correction: Correction, now: EpochMs): SentMessage | null {
  const { code, title } = correction
  const message = ledger.messages.messageWith(channel.id, code)
  if (message?.state === 'ready' || message?.state === 'sending') return null
  // It was composed when its title changed, and waits again.
  if (message === null && ledger.deliveries.isWaiting(channel.id, code)) {
    ledger.transaction(() => {
      ledger.deliveries.retitle(channel.id, code, title)
      ledger.corrections.remove(correction)
    })
    return null
  }
  if (message !== null && isSent(message) && now - message.at <= limits.corrections.correctedMs) return message
  leave(ledger, [correction])
  return null
}

interface Edited {
  /** Null: it is done, or given up. */
  readonly refusal: Refusal | null
  readonly calls: number
}

/** Edits one message. A command may change it during the call: then it is edited again, with what it is now. */
async function correct(deps: MeteredDeps, due: Due, pace: Pace): Promise<Edited> {
  const { ledger, stopwatch } = deps
  const { channel, message: first } = due
  const corrections = due.corrections.map((each) => withTranslations(ledger, channel, each))
  const { untitled } = deps.words(channel.language)
  let before = first
  for (let calls = 0; ; ) {
    const { message, made, left } = correctedMessage(before, corrections, untitled)
    if (message !== null || calls > 0) {
      pace.sent(channel.chat, stopwatch.elapsed())
      calls += 1
      const refusal = await editMessage(deps.telegram, channel, message ?? before)
      if (refusal !== null && isTemporary(refusal)) return { refusal, calls }
      if (refusal !== null) {
        leave(ledger, corrections)
        return { refusal: null, calls }
      }
    }
    const current = ledger.messages.messageWith(channel.id, corrections[0]?.code ?? '')
    if (current === null || !isSent(current)) return { refusal: null, calls }
    if (current.html === before.html && current.plain === before.plain) {
      settle(ledger, before, message, made, left)
      return { refusal: null, calls }
    }
    if (calls > limits.corrections.repeats) return { refusal: null, calls }
    before = current
  }
}

/** The correction with the translation of its title, and with the one that the post has. */
function withTranslations({ outcomes }: Ledger, { id, translate }: Channel, correction: Correction): TitleCorrection {
  const outcome = outcomes.headline(id, correction.code, 0)
  const { translation = null, corrected } =
    outcome?.title === correction.title ? outcome : { corrected: outcome?.corrected }
  const shown = translation === null ? null : shownTitle({ title: correction.title, translation }, translate)
  return {
    ...correction,
    wasTranslated: corrected?.translated?.text ?? null,
    translation: shown === null || translate === null ? null : { language: translate.language, text: shown.title },
    original: shown?.original ?? null,
  }
}

/** Whether the same edit may work later. Others, such as of a message that is gone, are given up. */
function isTemporary({ kind }: Refusal): boolean {
  return kind === 'wait' || kind === 'unknown' || kind === 'bad-token'
}

/** The receipt: what the post shows is what the ledger has. @param changed null: its text stays */
function settle(
  ledger: Ledger,
  message: SentMessage,
  changed: SentMessage | null,
  made: readonly TitleCorrection[],
  left: readonly Correction[],
): void {
  const { channel, digest } = message
  ledger.transaction(() => {
    if (changed !== null) ledger.messages.changed(changed)
    if (digest !== null) ledger.posts.retitle(channel, digest.day, new Map(made.map((each) => [each.code, each])))
    const isHeld = ({ code }: Correction) => message.contents.some((each) => each.code === code && each.isRetracted)
    for (const correction of made) ledger.corrections.remove(correction)
    mark(ledger, made.filter(isHeld), 'isHeld')
    leave(ledger, left)
    ledger.headlinesChanged()
  })
}

/** Gives corrections up: the posts keep the former titles. */
function leave(ledger: Ledger, left: readonly Correction[]): void {
  ledger.transaction(() => {
    for (const correction of left) ledger.corrections.remove(correction)
    mark(ledger, left, 'isLeft')
  })
}

/** Notes why posts have the former titles. */
function mark(ledger: Ledger, corrections: readonly Correction[], why: 'isLeft' | 'isHeld'): void {
  for (const { channel, code } of corrections)
    ledger.outcomes.change(channel, [code], 0, (outcome) => {
      const { corrected } = outcome
      if (outcome.code !== code || corrected === undefined) return null
      return { outcome: { ...outcome, corrected: { ...corrected, [why]: true } } }
    })
}
