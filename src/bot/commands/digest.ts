/** `/digest`: when a channel's headlines are sent, by which clock, how they sound and look. */
import { parseSchedule } from '../../digest/schedule.ts'
import type { SettingName } from '../keyboards.ts'
import { showScreen } from '../menu.ts'
import { askCity } from '../setting/ask.ts'
import { changeSetting, setSchedule } from '../setting/change.ts'
import { answerCity } from '../setting/questions.ts'
import { viewOf } from '../target.ts'
import type { ChannelCommand } from '../turn.ts'

/** Words that stand before a setting, in the languages that the bot speaks. */
const settings: Readonly<Record<string, SettingName | 'timezone'>> = {
  timezone: 'timezone',
  tz: 'timezone',
  时区: 'timezone',
  時區: 'timezone',
  quiet: 'quiet',
  免打扰: 'quiet',
  勿擾: 'quiet',
  silent: 'silent',
  静音: 'silent',
  靜音: 'silent',
  max: 'most',
  most: 'most',
  至多: 'most',
  footer: 'footer',
  页脚: 'footer',
  頁尾: 'footer',
  layout: 'layout',
  版式: 'layout',
  template: 'template',
  模板: 'template',
  範本: 'template',
  hashtags: 'hashtags',
  sources: 'sources',
}

/** The names that also work as commands of their own, such as `/quiet 23:00-07:00`. */
export const settingCommands: ReadonlySet<string> = new Set(
  Object.keys(settings).filter((name) => /^[a-z]+$/u.test(name)),
)

export const digest: ChannelCommand = async (turn) => {
  const { words, text, entry, reply } = turn
  if (text === '') return showScreen(turn, 'times', 0)
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  const [, word = '', rest = ''] = /^(time zone|\p{L}+)(?:\s+|$)([\s\S]*)$/iu.exec(text.normalize('NFKC')) ?? []
  const named = settings[word.toLowerCase().replace('time zone', 'timezone')]
  if (named === undefined) {
    const schedule = parseSchedule(text)
    return schedule.ok ? setSchedule(turn, schedule.value) : reply(words.problem(schedule.problem))
  }
  if (named !== 'timezone') return rest === '' ? showSetting(turn, named) : changeSetting(turn, named, rest)
  // It may be the answer to the question that is open.
  const { question } = turn.person
  const asked = question?.kind === 'city' && question.channel === entry.id ? question.schedule : view.channel.schedule
  return rest === '' ? askCity(turn, asked) : answerCity({ ...turn, text: rest }, asked)
}

const showSetting = (turn: Parameters<ChannelCommand>[0], name: SettingName): Promise<void> =>
  showScreen(turn, name === 'quiet' ? 'quiet' : name === 'silent' || name === 'most' ? 'times' : 'look', 0)
