/** `/digest`: when a channel's headlines are sent. A time of day needs a time zone: a city is asked for first. */
import { parseSchedule } from '../../digest/schedule.ts'
import { parseTimezone } from '../../digest/timezone.ts'
import type { Schedule } from '../../model.ts'
import type { Question } from '../../store/people.ts'
import { onChannel, viewOf } from '../target.ts'
import type { ChannelCommand, ChannelTurn, Turn } from '../turn.ts'

const timezoneWord = /^(?:timezone|time zone|tz|时区|時區)\s*/iu

export const digest: ChannelCommand = async (turn) => {
  const { words, text, entry, reply } = turn
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  if (text === '') return reply(words.digest(view))
  const { channel } = view
  if (timezoneWord.test(text)) {
    // It may be the answer to the question that is open.
    const asked = turn.person.question?.channel === entry.id ? turn.person.question.schedule : channel.schedule
    return setInCity(turn, asked, text.replace(timezoneWord, ''))
  }
  const schedule = parseSchedule(text)
  if (!schedule.ok) return reply(words.problem(schedule.problem))
  if (schedule.value.kind === 'times' && channel.timezone === null) return setInCity(turn, schedule.value, '')
  await set(turn, schedule.value, channel.timezone)
}

/** The answer to "in which city's time?". A channel that has gone meanwhile is not asked about again. */
export async function answerCity(turn: Turn, question: Question): Promise<void> {
  const { edges, person, words } = turn
  const entry = (await edges.directory.channelsOf(person.id)).find(({ id }) => id === question.channel)
  if (entry === undefined) {
    await edges.directory.ask(person.id, null)
    return turn.reply(words.notACommand)
  }
  await onChannel((about) => setInCity(about, question.schedule, turn.text), turn, entry, turn.text)
}

/** Without a city, and with one that is unknown, the question is asked (again): the next message is the answer. */
async function setInCity(turn: ChannelTurn, schedule: Schedule, city: string): Promise<void> {
  const { edges, person, words, entry, reply } = turn
  const timezone = city === '' ? null : parseTimezone(city)
  if (timezone?.ok !== true) {
    await edges.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule })
    return reply(timezone === null ? words.askCity : words.problem(timezone.problem))
  }
  await edges.directory.ask(person.id, null)
  await set(turn, schedule, timezone.value)
}

async function set(turn: ChannelTurn, schedule: Schedule, timezone: string | null): Promise<void> {
  const { edges, words, entry, cell, reply } = turn
  await cell.setSchedule(entry.id, schedule, timezone, edges.now)
  const view = await viewOf(turn)
  await reply(view === null ? words.unknownChannel(entry.title) : words.digestSet(view))
}
