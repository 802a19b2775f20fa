/** `/digest`: when a channel's headlines are sent, by which clock, how they sound and look; and the commands of its settings. */
import { parseSchedule } from '../../digest/schedule.ts'
import type { SettingName } from '../keyboards.ts'
import type { ChannelCommand } from '../request-context.ts'
import { showScreen } from '../screens/show-screen.ts'
import { answerCity } from '../settings/answer-question.ts'
import { askCity } from '../settings/ask.ts'
import { changeSetting, pageOf, setSchedule } from '../settings/change-setting.ts'
import { viewOf } from '../target.ts'

type Named = SettingName | 'timezone'

/** Words that stand before a setting, in the languages that the bot speaks. */
const settings: ReadonlyMap<string, Named> = new Map(
  Object.entries<Named>({
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
    links: 'links',
    stories: 'stories',
    reading: 'reading',
    page: 'page',
  }),
)

const timezone: ChannelCommand = async (turn) => {
  const { words, text, entry, reply } = turn
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  // It may be the answer to the question that is open.
  const { question } = turn.person
  const asked = question?.kind === 'city' && question.channel === entry.id ? question.schedule : view.channel.schedule
  return text === '' ? askCity(turn, asked) : answerCity(turn, asked)
}

/** What a setting is, or what it shall be. */
export function setting(name: Named): ChannelCommand {
  if (name === 'timezone') return timezone
  return (turn) => (turn.text === '' ? showScreen(turn, pageOf[name], 0) : changeSetting(turn, name, turn.text))
}

/** Settings are commands too, such as `/quiet 23:00-07:00`, by their names in Latin letters. */
export const settingCommands: ReadonlyMap<string, ChannelCommand> = new Map(
  [...settings].filter(([word]) => /^[a-z]+$/u.test(word)).map(([word, name]) => [word, setting(name)]),
)

export const digest: ChannelCommand = async (turn) => {
  const { words, text, reply } = turn
  if (text === '') return showScreen(turn, 'times', 0)
  const [, word = '', rest = ''] = /^(time zone|\p{L}+)(?:\s+|$)([\s\S]*)$/iu.exec(text.normalize('NFKC')) ?? []
  const named = settings.get(word.toLowerCase().replace('time zone', 'timezone'))
  if (named !== undefined) return setting(named)({ ...turn, text: rest })
  const schedule = parseSchedule(text)
  return schedule.ok ? setSchedule(turn, schedule.value) : reply(words.problem(schedule.problem))
}
