/** Methods about the bot itself: getMe, commands, descriptions and default rights. */
import * as v from 'valibot'
import { reachChat } from '../access.ts'
import { botJson } from '../api-json.ts'
import { badRequest } from '../bot-api-error.ts'
import { heldRights, rightsSchema } from '../markup.ts'
import { done, type Method } from '../method.ts'
import { rightNames } from '../model.ts'
import { Parameters } from '../parameters.ts'
import type { State } from '../state.ts'

export const getMe: Method = ({ state }) => ({
  result: {
    ...botJson(state),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  },
})

const commandsSchema = v.array(v.object({ command: v.string(), description: v.string() }))
const chatIdForm = v.union([v.pipe(v.number(), v.integer()), v.string()])
const scopeSchema = v.variant('type', [
  v.object({ type: v.picklist(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']) }),
  v.object({ type: v.picklist(['chat', 'chat_administrators']), chat_id: chatIdForm }),
  v.object({ type: v.literal('chat_member'), chat_id: chatIdForm, user_id: v.number() }),
])

/** Commands are kept by scope and language. The bot must be able to read the scope's chat. */
function commandKey(state: State, parameters: Parameters): string {
  const scope = parameters.json('scope', scopeSchema, "Can't parse BotCommandScope JSON object") ?? { type: 'default' }
  if ('chat_id' in scope) reachChat(state, new Parameters(new Map([['chat_id', String(scope.chat_id)]])), 'members')
  return `${JSON.stringify(scope)}|${languageOf(parameters)}`
}

/** A two-letter ISO 639-1 code, or '' as the default. */
function languageOf(parameters: Parameters): string {
  const language = parameters.text('language_code')
  if (!/^(?:[a-z]{2})?$/u.test(language)) throw badRequest('Invalid language code specified')
  return language
}

export const setMyCommands: Method = ({ state }, parameters) => {
  const commands = parameters.json('commands', commandsSchema, "Can't parse commands JSON object") ?? []
  // core.telegram.org/bots/api#botcommand
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/u.test(command)) throw badRequest('BOT_COMMAND_INVALID')
    if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  const key = commandKey(state, parameters)
  changeProfile(state, { commands: { ...state.profile.commands, [key]: commands } })
  return done
}

/** "After deletion, higher level commands will be shown to affected users." core.telegram.org/bots/api#deletemycommands */
export const deleteMyCommands: Method = ({ state }, parameters) => {
  const { [commandKey(state, parameters)]: _, ...commands } = state.profile.commands
  changeProfile(state, { commands })
  return done
}

export const getMyCommands: Method = ({ state }, parameters) => {
  const commands = state.profile.commands[commandKey(state, parameters)] ?? []
  return { result: commands.map(({ command, description }) => ({ command, description })) }
}

function changeProfile(state: State, change: Partial<State['profile']>): void {
  state.profile = { ...state.profile, ...change }
  state.emit({ kind: 'bot' })
}

/** "0-512 characters" and "0-120 characters"; the text of the refusal is not documented. */
function setText(field: 'descriptions' | 'shortDescriptions', name: string, max: number): Method {
  return ({ state }, parameters) => {
    const text = parameters.text(name)
    if (text.length > max) throw badRequest(`${name} is too long`)
    changeProfile(state, { [field]: { ...state.profile[field], [languageOf(parameters)]: text } })
    return done
  }
}

export const setMyDescription = setText('descriptions', 'description', 512)
export const setMyShortDescription = setText('shortDescriptions', 'short_description', 120)

export const getMyDescription: Method = ({ state }, parameters) => ({
  result: { description: state.profile.descriptions[languageOf(parameters)] ?? '' },
})

export const getMyShortDescription: Method = ({ state }, parameters) => ({
  result: { short_description: state.profile.shortDescriptions[languageOf(parameters)] ?? '' },
})

const audience = (parameters: Parameters) => (parameters.flag('for_channels') ? 'channels' : 'groups')

export const setMyDefaultAdministratorRights: Method = ({ state }, parameters) => {
  const rights = parameters.json('rights', rightsSchema, "Can't parse ChatAdministratorRights JSON object")
  const defaultRights = {
    ...state.profile.defaultRights,
    [audience(parameters)]: rights === null ? null : heldRights(rights),
  }
  changeProfile(state, { defaultRights })
  return done
}

export const getMyDefaultAdministratorRights: Method = ({ state }, parameters) => {
  const rights = state.profile.defaultRights[audience(parameters)]
  return { result: Object.fromEntries(rightNames.map((name) => [name, rights?.[name] === true])) }
}
