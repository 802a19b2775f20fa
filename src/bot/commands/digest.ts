/** `/digest` shows or sets the times of a channel's digests; `/digest NAME VALUE` changes another setting. */
import { parseSchedule } from '../../digest/schedule/schedule.ts'
import type { TypedWord } from '../../i18n/catalogue.ts'
import { namesOf, typedWord, typedWordAt } from '../../i18n/typed-words.ts'
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

/** Handlers of settings by the word that people type. */
const handlers: ReadonlyMap<TypedWord, ChannelHandler> = new Map<TypedWord, ChannelHandler>([
  ['timezone', setCity],
  ...settingNames.flatMap((setting) => {
    const { typed } = settings[setting]
    return typed === null ? [] : [[typed, settingCommand(setting)] as const]
  }),
])
const typedWords = [...handlers.keys()]

/** Settings are commands too, such as `/quiet 23:00-07:00`, by their English names. */
export const settingCommands: ReadonlyMap<string, ChannelHandler> = new Map(
  [...handlers].flatMap(([word, handler]) =>
    namesOf([word], 'en')
      .filter((name) => /^[a-z]+$/u.test(name))
      .map((name) => [name, handler] as const),
  ),
)

export const digest: ChannelHandler = async (ctx) => {
  const { texts, input } = ctx
  if (input === '') return showScreen(ctx, 'times')
  const written = input.normalize('NFKC')
  const named = typedWordAt(written, typedWords, texts.language)
  const handler = named === null ? undefined : handlers.get(named.word)
  if (named !== null && handler !== undefined) return handler(withInput(ctx, named.rest))
  const schedule = parseSchedule(input, texts.language)
  if (schedule.ok) return setSchedule(ctx, schedule.value)
  const [, word = '', rest = ''] = /^(\p{L}+)\s*([\s\S]*)$/u.exec(written) ?? []
  const meant = await settingNear(ctx, word.toLowerCase(), rest.trim())
  if (meant === null) return changeSetting(ctx, 'schedule', input)
  await offerAnswers(ctx, { about: 'digest-command', feed: null }, texts.unclearName(input), [
    { label: meant, text: meant },
  ])
}

/** What was typed with a mistake in a setting's name: `quite 23-7`; null: its value does not fit either. */
async function settingNear({ texts, channel }: ChannelContext, word: string, value: string): Promise<string | null> {
  const name = nearestWord(word, namesOf(typedWords, texts.language))
  if (name === null || value.length > limits.digest.scheduleUnits) return null
  const typed = typedWord(name, typedWords, texts.language)
  const setting = settingNames.find((each) => settings[each].typed === typed)
  const isFit =
    setting === undefined ? (await channel.placeNamed(value)).ok : settings[setting].read(value, texts).kind === 'look'
  return isFit ? `${name} ${value}` : null
}
