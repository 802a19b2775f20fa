/** What a person says to the bot in private: a command, a channel, an address, a file, an answer. */

import { commandIn } from '../../telegram/command-text.ts'
import type { IncomingMessage } from '../../telegram/updates.ts'
import { sameSecret } from '../../telegram/webhook.ts'
import { addHere, offerAddress } from '../commands/add.ts'
import { importFile } from '../commands/import.ts'
import { start } from '../commands/start.ts'
import { commandNamed } from '../commands.ts'
import { offerCommands } from '../commands-menu.ts'
import type { BotContext, BotDeps, Turn } from '../request-context.ts'
import { answerQuestion } from '../settings/answer-question.ts'
import { aboutChannel, channelNamed } from '../target.ts'
import { meet } from './identify.ts'
import { answerRegistered, registerByName } from './register.ts'

const address = /^https?:\/\/\S+$/iu
const addressWithoutScheme = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:\/\S*)?$/u

export async function onPrivateMessage(ctx: BotContext, message: IncomingMessage): Promise<void> {
  const { text: said, caption, document } = message
  const met = await meet(ctx, message)
  if (met === null) return
  const { turn, allowed } = met
  const { person, words, reply } = turn
  const text = (said ?? caption ?? '').trim()
  const command = commandIn(text)
  const payload = command?.name === 'start' ? command.text : ''
  if (payload.startsWith('invite-') && !turn.isOwner) return accept(turn, payload.slice('invite-'.length), allowed)
  if (!allowed)
    return (await claim(turn.deps, person.id, payload)) ? reply(words.claimed) : reply(words.stranger(person.id))
  const { chat_shared, forward_origin, forward_from_chat } = message
  if (chat_shared !== undefined) {
    return answerRegistered(turn, String(chat_shared.chat_id), await registerByName(turn, chat_shared.chat_id))
  }
  const origin = forward_origin?.chat ?? forward_from_chat
  if (origin?.type === 'channel') {
    return answerRegistered(turn, origin.title ?? String(origin.id), await registerByName(turn, origin.id))
  }
  if (document !== undefined)
    return aboutChannel(importFile(document.file_id, document.file_size))({ ...turn, text: command?.text ?? '' })
  // What somebody else wrote is no command.
  if (forward_origin !== undefined) return reply(words.notACommand)
  if (command !== null) {
    await onCommand(turn, command.name, command.text)
    // The answer comes first; this is asked for once in a version's life.
    return command.name === 'start' ? offerCommands(turn.deps) : undefined
  }
  return onWords(turn, text)
}

/** Neither a command nor shared: an answer, if something was asked; a channel's name; an address. */
async function onWords(turn: Turn, text: string): Promise<void> {
  const { deps, person, words, reply } = turn
  const { question } = person
  if (question?.kind === 'text' && text !== '') return answerQuestion({ ...turn, text }, question)
  const name = channelNamed(text)
  if (name !== null) return answerRegistered(turn, name, await registerByName(turn, name))
  // A city, such as St.Petersburg, may look like one.
  if (address.test(text) || (question === null && addressWithoutScheme.test(text))) {
    const own = await deps.directory.channelsOf(person.id)
    return own.length === 0 ? addHere({ ...turn, text }) : offerAddress(turn, text)
  }
  if (question !== null && text !== '') return answerQuestion({ ...turn, text }, question)
  await reply(words.notACommand)
}

async function onCommand(turn: Turn, name: string, text: string): Promise<void> {
  const { deps, person, words, reply } = turn
  const command = commandNamed(name)
  // A new command means that the question was not worth an answer. `/digest timezone` may be one.
  if (person.question !== null) await deps.directory.ask(person.id, null)
  if (command !== null) return command({ ...turn, text })
  await reply(name === 'cancel' ? words.menu.cancelled : words.unknownCommand(`/${name}`))
}

/** While the operator names no owners, the first who brings the code that the deploy command showed is the owner. */
async function claim(deps: BotDeps, person: Turn['person']['id'], code: string): Promise<boolean> {
  if (deps.settings.ownerIds.length > 0 || !sameSecret(code, deps.settings.claimCode)) return false
  return deps.directory.claim(person)
}

/** An invitation makes its bearer one of those whose bot it is. */
async function accept(turn: Turn, code: string, allowed: boolean): Promise<void> {
  const { deps, person, words, reply } = turn
  if (await deps.directory.accept(code, person.id, deps.now)) {
    await deps.directory.meet(person.id, { language: person.language, name: person.name }, true)
    return reply(words.joined)
  }
  return allowed ? start({ ...turn, text: '' }) : reply(words.stranger(person.id))
}
