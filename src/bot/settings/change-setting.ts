/** Changes one setting of a channel, and shows the page of the menu that it stands on. */
import { parseSchedule } from '../../digest/schedule.ts'
import type { Schedule } from '../../model.ts'
import type { ScreenName, SettingName } from '../keyboards.ts'
import type { ChannelTurn } from '../request-context.ts'
import { showScreen } from '../screens/show-screen.ts'
import { timesScreen } from '../screens/times.ts'
import { viewOf } from '../target.ts'
import { askCity } from './ask.ts'
import { languageNamed, readSetting, scheduleValues } from './read-setting.ts'

/** The page of the menu that a setting stands on. */
export const pageOf: Readonly<Record<SettingName, ScreenName>> = {
  schedule: 'times',
  quiet: 'quiet',
  silent: 'times',
  most: 'times',
  layout: 'look',
  links: 'look',
  sources: 'look',
  hashtags: 'look',
  stories: 'look',
  reading: 'web',
  page: 'web',
  template: 'look',
  footer: 'look',
  language: 'language',
}

/** @param text as typed, or as a button has it */
export async function changeSetting(turn: ChannelTurn, name: SettingName, text: string): Promise<void> {
  const { words, entry, channel, deps } = turn
  if (name === 'schedule') {
    const value = Object.hasOwn(scheduleValues, text) ? scheduleValues[text as keyof typeof scheduleValues] : text
    const schedule = parseSchedule(value)
    return schedule.ok ? setSchedule(turn, schedule.value) : turn.reply(words.problem(schedule.problem))
  }
  if (name === 'language') {
    const language = languageNamed(text)
    if (language !== null) await channel.setLanguage(language)
    return showScreen(turn, 'language', 0)
  }
  const setting = readSetting(words, name, text)
  if ('unclear' in setting) return turn.reply(setting.unclear)
  const { quiet, page } = setting.look
  // Without a public name nobody could find it, or subscribe.
  const isNamed = entry.username !== null && entry.kind !== 'private' && !entry.id.includes(':')
  if (page === true && !isNamed) return turn.reply(words.menu.unclear.page)
  // Hours of the night need a clock, as times of day do.
  if (quiet != null && (await viewOf(turn))?.channel.timezone === null) {
    await channel.setLook(setting.look)
    return askCity(turn)
  }
  await channel.setLook(setting.look)
  await deps.directory.ask(turn.person.id, null)
  if (pageOf[name] === 'times') return showTimes(turn)
  await showScreen(turn, pageOf[name], 0)
}

/** Set times need a time zone: a city is asked for first. */
export async function setSchedule(turn: ChannelTurn, schedule: Schedule): Promise<void> {
  const { words, entry, channel, deps, person } = turn
  const view = await viewOf(turn)
  if (view === null) return turn.reply(words.unknownChannel(entry.title))
  const { timezone } = view.channel
  const needsClock = schedule.kind === 'times' || schedule.kind === 'week'
  if (needsClock && timezone === null) return askCity(turn, schedule)
  await deps.directory.ask(person.id, null)
  await channel.setSchedule(schedule, timezone)
  await showTimes(turn)
}

/** What it is now, with the page of the menu under it. */
export async function showTimes(turn: ChannelTurn): Promise<void> {
  const { words, entry, show } = turn
  const view = await viewOf(turn)
  if (view === null) return show({ html: words.unknownChannel(entry.title), rows: [] })
  await show({ html: words.digestSet(view), rows: timesScreen(words, view).rows })
}
