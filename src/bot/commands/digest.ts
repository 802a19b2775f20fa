/** `/digest` shows or sets the times of a channel's digests; `/digest NAME VALUE` changes another setting. */
import { parseSchedule } from '../../digest/schedule/schedule.ts'
import { limits } from '../../limits.ts'
import { nearestWord } from '../../text/typos.ts'
import { type SettingName, settingNames } from '../callback-data.ts'
import { type ChannelContext, type ChannelHandler, withInput } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { changeSetting, setCity, setSchedule } from '../settings/change-setting.ts'
import { offerAnswers } from '../settings/offer-answers.ts'
import { settings } from '../settings/settings.ts'

/** A command that shows a setting, or changes it to the input. */
export function settingCommand(name: SettingName): ChannelHandler {
  return (ctx) => (ctx.input === '' ? showScreen(ctx, settings[name].screen) : changeSetting(ctx, name, ctx.input))
}

const timezoneNames = ['timezone', 'tz', '时区', '時區']

/** Handlers of settings by every name that people type. */
const handlers: ReadonlyMap<string, ChannelHandler> = new Map([
  ...timezoneNames.map((name) => [name, setCity] as const),
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
  const schedule = parseSchedule(input, ctx.person.language)
  if (schedule.ok) return setSchedule(ctx, schedule.value)
  const meant = await settingNear(ctx, word.toLowerCase(), rest.trim())
  if (meant === null) return changeSetting(ctx, 'schedule', input)
  await offerAnswers(ctx, { about: 'digest-command', feed: null }, texts.unclearName(input), [
    { label: meant, text: meant },
  ])
}

/** What was typed with a mistake in a setting's name: `quite 23-7`; null: its value does not fit either. */
async function settingNear({ texts, channel }: ChannelContext, word: string, value: string): Promise<string | null> {
  const name = nearestWord(word, handlers.keys())
  if (name === null || value.length > limits.digest.scheduleUnits) return null
  const setting = settingNames.find((each) => settings[each].names.includes(name))
  const isFit =
    setting === undefined ? (await channel.placeNamed(value)).ok : settings[setting].read(value, texts).kind === 'look'
  return isFit ? `${name} ${value}` : null
}
