/** What is made of the answers to the bot's questions: a person's next plain message. */
import { parseSchedule } from '../../digest/schedule.ts'
import { parseTimezone } from '../../digest/timezone.ts'
import { limits } from '../../limits.ts'
import type { Schedule } from '../../model.ts'
import type { Question } from '../../store/people.ts'
import { add } from '../commands/add.ts'
import { setFilterOf } from '../commands/filter.ts'
import type { ChannelTurn, Turn } from '../request-context.ts'
import { showScreen } from '../screens/show-screen.ts'
import { onChannel } from '../target.ts'
import { changeSetting, setSchedule, showTimes } from './change-setting.ts'
import { isOff } from './read-setting.ts'

/** The answer to an open question. A channel that has gone meanwhile is not asked about again. */
export async function answerQuestion(turn: Turn, question: Question): Promise<void> {
  const { deps, person, words } = turn
  const entry = await deps.directory.channel(question.channel)
  if (entry === null) {
    await deps.directory.ask(person.id, null)
    return turn.reply(words.notACommand)
  }
  await onChannel(
    (about) => (question.kind === 'city' ? answerCity(about, question.schedule) : answerText(about, question)),
    turn,
    entry,
    turn.text,
  )
}

/** A city that is unknown is asked for again: the next message is the answer. Who says other times instead gets those. */
export async function answerCity(turn: ChannelTurn, schedule: Schedule): Promise<void> {
  const { deps, person, words, entry, channel, text, reply } = turn
  const timezone = parseTimezone(text)
  if (!timezone.ok) {
    const other = parseSchedule(text)
    if (other.ok) return setSchedule(turn, other.value)
    await deps.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule })
    return reply(words.problem(timezone.problem))
  }
  await deps.directory.ask(person.id, null)
  await channel.setSchedule(schedule, timezone.value)
  await showTimes(turn)
}

/** What does not fit is said, and the question stays open. */
async function answerText(turn: ChannelTurn, { about, feed }: Extract<Question, { kind: 'text' }>): Promise<void> {
  const { deps, person, words, channel, text, reply } = turn
  switch (about) {
    case 'add':
      await deps.directory.ask(person.id, null)
      return add(turn)
    case 'filter':
      return setFilterOf(turn, feed === null ? null : { id: feed }, text)
    case 'times':
      return changeSetting(turn, 'schedule', text)
    case 'name': {
      const name = isOff(text) ? '' : text.replace(/\s+/gu, ' ').trim()
      if (name.length > limits.feed.nameUnits) return reply(words.menu.unclear.name)
      const named = feed === null ? null : await channel.nameFeed({ id: feed }, name)
      await deps.directory.ask(person.id, null)
      return named === null ? reply(words.noSuchFeed(text)) : showScreen(turn, 'feed', named.id)
    }
    case 'quiet':
    case 'most':
    case 'footer':
    case 'template':
      return changeSetting(turn, about, text)
  }
}
