/** `/digest`: when a channel's headlines are sent. A time of day needs a time zone: a city is asked for first. */
import { parseSchedule } from '../../digest/schedule.ts'
import { parseTimezone } from '../../digest/timezone.ts'
import type { ChannelId, Schedule } from '../../model.ts'
import type { Question } from '../../store/people.ts'
import { aboutChannel } from '../target.ts'
import type { ChannelCommand, ChannelTurn, Turn } from '../turn.ts'

const timezoneWord = /^(?:timezone|time zone|tz|时区|時區)\s*/iu

export const digest: ChannelCommand = async (turn) => {
  const { edges, person, words, text, entry, cell, reply } = turn
  const asked = text.trim()
  const view = await cell.view(entry.id, edges.now)
  if (view === null) return reply(words.unknownChannel(entry.title))
  if (asked === '') return reply(words.digest(view, edges.now))
  const { channel } = view
  if (timezoneWord.test(asked)) {
    return setInCity(turn, entry.id, channel.schedule, asked.replace(timezoneWord, ''))
  }
  const schedule = parseSchedule(asked)
  if (!schedule.ok) return reply(words.problem(schedule.problem))
  if (schedule.value.kind === 'times' && channel.timezone === null) {
    await edges.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule: schedule.value })
    return reply(words.askCity)
  }
  await set(turn, schedule.value, channel.timezone)
}

/** The answer to "in which city's time?". */
export async function answerCity(turn: Turn, question: Question): Promise<void> {
  const inCity: ChannelCommand = (about) => setInCity(about, question.channel, question.schedule, turn.text)
  await aboutChannel(inCity)({ ...turn, person: { ...turn.person, current: question.channel } })
}

async function setInCity(turn: ChannelTurn, channel: ChannelId, schedule: Schedule, city: string): Promise<void> {
  const { edges, person, words, reply } = turn
  const timezone = parseTimezone(city)
  if (!timezone.ok) {
    // The question stays: the next message is another try.
    await edges.directory.ask(person.id, { kind: 'city', channel, schedule })
    return reply(words.problem(timezone.problem))
  }
  await edges.directory.ask(person.id, null)
  await set(turn, schedule, timezone.value)
}

async function set(turn: ChannelTurn, schedule: Schedule, timezone: string | null): Promise<void> {
  const { edges, words, entry, cell, reply } = turn
  await cell.setSchedule(entry.id, schedule, timezone, edges.now)
  const view = await cell.view(entry.id, edges.now)
  await reply(view === null ? words.unknownChannel(entry.title) : words.digestSet(view, edges.now))
}
