/** Changes one setting of a channel, and shows the screen with it. */
import { parseSchedule } from '../../digest/schedule/schedule.ts'
import { type Html, lines } from '../../i18n/markup.ts'
import { textsFor } from '../../i18n/texts.ts'
import type { Language } from '../../language.ts'
import type { Look } from '../../look.ts'
import type { Place, Schedule } from '../../model.ts'
import { placeText } from '../../place/place-text.ts'
import type { ScheduleProblem } from '../../result.ts'
import { viewOf } from '../access/about-channel.ts'
import { isSelection, selectionSettings } from '../access/own-selection.ts'
import type { SettingName } from '../callback-data.ts'
import type { ChannelContext } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { timesScreen } from '../screens/times.ts'
import { askCity, cancelRow } from './ask.ts'
import { offerAnswers } from './offer-answers.ts'
import { offerReaderCommands } from './reader-menu.ts'
import { type Offer, settings } from './settings.ts'

/** @param text as typed, or as in a button's data */
export async function changeSetting(ctx: ChannelContext, name: SettingName, text: string): Promise<void> {
  const { screen, read } = settings[name]
  if (isSelection(ctx) && !selectionSettings.has(name)) return showScreen(ctx, 'times')
  const reading = read(text, ctx.texts)
  switch (reading.kind) {
    case 'unclear':
      return reading.offer === null ? ctx.respond(reading.html) : askAgain(ctx, reading.html, reading.offer)
    case 'schedule':
      return setSchedule(ctx, reading.schedule)
    case 'language':
      if (reading.language !== null) await setLanguage(ctx, reading.language)
      return showScreen(ctx, screen)
    case 'look':
      if (!(await setLook(ctx, reading.look))) return
      if (screen !== 'times') await showScreen(ctx, screen)
      else await showTimes(ctx, null, reading.look.briefing === false ? ctx.texts.t.html('machine.briefingOff') : null)
      if (isByMachine(reading.look) && ctx.deps.settings.isStandIn)
        await ctx.respond(ctx.texts.t.text('machine.standIn'))
  }
}

/** People who only read have one language, for their headlines and for what the bot says. */
async function setLanguage(ctx: ChannelContext, language: Language): Promise<void> {
  await ctx.channel.setLanguage(language)
  if (!isSelection(ctx) || ctx.isAllowed) return
  await ctx.deps.directory.setLanguage(ctx.person.id, language)
  await offerReaderCommands(ctx, language)
  const texts = textsFor(language)
  Object.assign(ctx, { texts, entry: { ...ctx.entry, title: texts.t.text('channels.here') } })
}

/** Offers what may have been meant. A plain message answers as well. */
async function askAgain(ctx: ChannelContext, html: string, { question, about, answers }: Offer): Promise<void> {
  const { deps, person, entry } = ctx
  await deps.directory.ask(person.id, { kind: 'text', about: question, channel: entry.id, feed: null })
  await offerAnswers(ctx, { about, feed: null }, html, answers, cancelRow(ctx))
}

/** Switches on what a language model writes. */
function isByMachine({ translate, briefing, summary }: Partial<Look>): boolean {
  return translate != null || briefing === true || summary === true
}

/** @returns whether the look is set and needs no further answer */
async function setLook(ctx: ChannelContext, look: Partial<Look>): Promise<boolean> {
  const { entry, channel, deps, texts } = ctx
  if (isByMachine(look) && !deps.settings.hasMachine) {
    await ctx.respond(texts.t.text('machine.notSetUp'))
    return false
  }
  if (look.briefing === true && (await viewOf(ctx))?.channel.schedule.kind === 'live') {
    await ctx.respond(texts.t.html('machine.briefingNeedsTimes'))
    return false
  }
  if (look.summary === true && (await viewOf(ctx))?.channel.reading === false) {
    await ctx.respond(texts.t.html('machine.summaryNeedsReading'))
    return false
  }
  // A web page needs the channel's public name for its address.
  const isNamed = entry.username !== null && entry.kind !== 'private' && !entry.id.includes(':')
  if (look.page === true && !isNamed) {
    await ctx.respond(texts.menu.unclear.page)
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

/**
 * Handles the answer to `askCity`. Other times are accepted in place of a city; a city that is unknown, or one of several, is asked
 * for again.
 */
export async function answerCity(ctx: ChannelContext, schedule: Schedule): Promise<void> {
  const { deps, person, texts, entry, channel, input } = ctx
  const read = await channel.placeNamed(input)
  if (read.ok) return setPlace(ctx, schedule, read.value)
  const other = parseSchedule(input, ctx.person.language)
  if (other.ok && read.problem.kind !== 'timezone-unclear') return setSchedule(ctx, other.value)
  await deps.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule })
  await offerPlaces(ctx, texts.problem(read.problem), placesIn(read.problem))
}

function placesIn(problem: ScheduleProblem): readonly Place[] {
  if (problem.kind === 'timezone-unclear') return problem.places
  return problem.kind === 'timezone-unknown' ? problem.near : []
}

/** A location is the answer to `askCity`; without the question, it is offered. Of the position only the time zone is kept. */
export async function answerLocation(ctx: ChannelContext, latitude: number, longitude: number): Promise<void> {
  const { texts, entry, person, channel } = ctx
  const places = await channel.placesAt(latitude, longitude)
  const [place] = places
  const { question } = person
  if (place !== undefined && places.length === 1 && question?.kind === 'city' && question.channel === entry.id)
    return setPlace(ctx, question.schedule, place)
  await offerPlaces(ctx, texts.placeShared(entry.title), places)
}

async function offerPlaces(ctx: ChannelContext, html: string, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return ctx.respond(html)
  const answers = places.map((place) => ({ label: ctx.texts.placeLabel(place, ctx.deps.now), text: placeText(place) }))
  await offerAnswers(ctx, { about: 'city', feed: null }, html, answers, cancelRow(ctx))
}

/** Sets the time zone of a place, and says which place it is. */
async function setPlace(ctx: ChannelContext, schedule: Schedule, place: Place): Promise<void> {
  const { deps, person, channel, texts } = ctx
  await deps.directory.ask(person.id, null)
  await channel.setSchedule(schedule, place.zone)
  await showTimes(ctx, texts.placeSet(place, deps.now))
}

/**
 * Shows when digests are sent now.
 * @param place what the time zone is now, if it was set
 * @param note what was switched off
 */
async function showTimes(ctx: ChannelContext, place: Html | null = null, note: Html | null = null): Promise<void> {
  const { texts, entry } = ctx
  const view = await viewOf(ctx)
  if (view === null) return ctx.show({ html: texts.unknownChannel(entry.title), rows: [] })
  await ctx.show({ html: lines([texts.digestSet(view, place), note]), rows: timesScreen(texts, view).rows })
}
