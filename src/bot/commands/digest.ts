/** `/digest` shows or sets the times of a channel's digests; `/digest NAME VALUE` changes another setting. */
import { parseSchedule } from '../../digest/schedule.ts'
import { type SettingName, settingNames } from '../callback-data.ts'
import { type ChannelHandler, withInput } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { changeSetting, setCity, setSchedule } from '../settings/change-setting.ts'
import { settings } from '../settings/settings.ts'

/** A command that shows a setting, or changes it to the input. */
export function settingCommand(name: SettingName): ChannelHandler {
  return (ctx) => (ctx.input === '' ? showScreen(ctx, settings[name].screen) : changeSetting(ctx, name, ctx.input))
}

/** Handlers of settings by every name that people type. */
const handlers: ReadonlyMap<string, ChannelHandler> = new Map([
  ...['timezone', 'tz', '时区', '時區'].map((name) => [name, setCity] as const),
  ...settingNames.flatMap((setting) => settings[setting].names.map((name) => [name, settingCommand(setting)] as const)),
])

/** Settings are commands too, such as `/quiet 23:00-07:00`, by their names in Latin letters. */
export const settingCommands: ReadonlyMap<string, ChannelHandler> = new Map(
  [...handlers].filter(([name]) => /^[a-z]+$/u.test(name)),
)

export const digest: ChannelHandler = async (ctx) => {
  const { texts, input } = ctx
  if (input === '') return showScreen(ctx, 'times')
  const [, word = '', rest = ''] = /^(time zone|\p{L}+)(?:\s+|$)([\s\S]*)$/iu.exec(input.normalize('NFKC')) ?? []
  const handler = handlers.get(word.toLowerCase().replace('time zone', 'timezone'))
  if (handler !== undefined) return handler(withInput(ctx, rest))
  const schedule = parseSchedule(input)
  return schedule.ok ? setSchedule(ctx, schedule.value) : ctx.respond(texts.problem(schedule.problem))
}
