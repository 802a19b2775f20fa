/** Changes one setting of a channel, and shows the screen with it. */
import { parseSchedule } from '../../digest/schedule.ts'
import { parseTimezone } from '../../digest/timezone.ts'
import type { Look, Schedule } from '../../model.ts'
import { viewOf } from '../access/about-channel.ts'
import type { SettingName } from '../callback-data.ts'
import type { ChannelContext } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { timesScreen } from '../screens/times.ts'
import { askCity } from './ask.ts'
import { offerAnswers } from './offer-answers.ts'
import { settings } from './settings.ts'

/** @param text as typed, or as in a button's data */
export async function changeSetting(ctx: ChannelContext, name: SettingName, text: string): Promise<void> {
  const { screen, read } = settings[name]
  const reading = read(text, ctx.texts)
  switch (reading.kind) {
    case 'unclear':
      if (reading.offer === null) return ctx.respond(reading.html)
      return offerAnswers(ctx, { about: reading.offer.about, feed: null }, reading.html, reading.offer.answers)
    case 'schedule':
      return setSchedule(ctx, reading.schedule)
    case 'language':
      if (reading.language !== null) await ctx.channel.setLanguage(reading.language)
      return showScreen(ctx, screen)
    case 'look':
      if (!(await setLook(ctx, reading.look))) return
      return screen === 'times' ? showTimes(ctx) : showScreen(ctx, screen)
  }
}

/** @returns whether the look is set and needs no further answer */
async function setLook(ctx: ChannelContext, look: Partial<Look>): Promise<boolean> {
  const { entry, channel, deps } = ctx
  // A web page needs the channel's public name for its address.
  const isNamed = entry.username !== null && entry.kind !== 'private' && !entry.id.includes(':')
  if (look.page === true && !isNamed) {
    await ctx.respond(ctx.texts.menu.unclear.page)
    return false
  }
  // Quiet hours need a time zone.
  const needsTimezone = look.quiet != null && (await viewOf(ctx))?.channel.timezone === null
  await channel.setLook(look)
  if (needsTimezone) await askCity(ctx)
  else await deps.directory.ask(ctx.person.id, null)
  return !needsTimezone
}

/** Set times need a time zone: asks for a city where the channel has none. */
export async function setSchedule(ctx: ChannelContext, schedule: Schedule): Promise<void> {
  const { texts, entry, channel, deps, person } = ctx
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  const { timezone } = view.channel
  const needsTimezone = schedule.kind === 'times' || schedule.kind === 'week'
  if (needsTimezone && timezone === null) return askCity(ctx, schedule)
  await deps.directory.ask(person.id, null)
  await channel.setSchedule(schedule, timezone)
  await showTimes(ctx)
}

/** Sets the time zone of the city that was typed; asks for one if none was. */
export async function setCity(ctx: ChannelContext): Promise<void> {
  const { texts, input, entry } = ctx
  const view = await viewOf(ctx)
  if (view === null) return ctx.respond(texts.unknownChannel(entry.title))
  // The city may answer an open question, which has a schedule that waits for it.
  const { question } = ctx.person
  const schedule =
    question?.kind === 'city' && question.channel === entry.id ? question.schedule : view.channel.schedule
  return input === '' ? askCity(ctx, schedule) : answerCity(ctx, schedule)
}

/** Handles the answer to `askCity`. Other times are accepted in place of a city; an unknown city is asked for again. */
export async function answerCity(ctx: ChannelContext, schedule: Schedule): Promise<void> {
  const { deps, person, texts, entry, channel, input } = ctx
  const timezone = parseTimezone(input)
  if (!timezone.ok) {
    const other = parseSchedule(input)
    if (other.ok) return setSchedule(ctx, other.value)
    await deps.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule })
    return ctx.respond(texts.problem(timezone.problem))
  }
  await deps.directory.ask(person.id, null)
  await channel.setSchedule(schedule, timezone.value)
  await showTimes(ctx)
}

/** Shows when digests are sent now. */
async function showTimes(ctx: ChannelContext): Promise<void> {
  const { texts, entry } = ctx
  const view = await viewOf(ctx)
  if (view === null) return ctx.show({ html: texts.unknownChannel(entry.title), rows: [] })
  await ctx.show({ html: texts.digestSet(view), rows: timesScreen(texts, view).rows })
}
