/** A channel's digests: their headings, their times, waiting headlines, and pauses. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { type EpochMs, readerOf, type Schedule } from '../../model.ts'
import type { FeedGap } from '../../store/gaps.ts'
import { clockText, type LocalTime, localSpan, localTime } from '../local-time.ts'
import { type Html, joined, lines } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { nameFirst } from './channels.ts'
import { scheduleText, zonedMoment } from './times.ts'
import { translateText } from './translations.ts'

function dayPart(hour: number): string {
  if (hour < 5) return 'night'
  if (hour < 11) return 'morning'
  if (hour < 14) return 'midday'
  if (hour < 18) return 'afternoon'
  return hour < 23 ? 'evening' : 'night'
}

/** Why a channel is paused; null: it is not. */
export function pauseText(t: Translator, { pause }: ChannelView['channel']): Html | null {
  switch (pause?.by) {
    case undefined:
      return null
    case 'owner':
      return t.html('digests.paused')
    case 'choice':
      return t.html('digests.undecided')
    case 'telegram':
      return t.html('digests.lockedOut', { reason: safe(t.html(`lockouts.${pause.reason}`)) })
  }
}

/** The time of the next digest, or why there is none. */
function nextText(t: Translator, { channel, nextDigest }: ChannelView): Html | null {
  const paused = pauseText(t, channel)
  if (paused !== null) return paused
  if (nextDigest === null) return null
  // A reader has no feeds whose delays could be shown.
  if (nextDigest === 'now' && channel.schedule.kind === 'live')
    return readerOf(channel.id) === null ? t.html('digests.nextLive') : null
  if (nextDigest === 'now') return t.html('digests.nextNow')
  return t.html('digests.next', { when: safe(zonedMoment(t, nextDigest, channel.timezone ?? 'UTC')) })
}

/** @param place says what the time zone is; null: the text says it */
function digestText(t: Translator, view: ChannelView, place: Html | null = null): Html {
  const { title, schedule, timezone, quiet, silent, atMost, briefing } = view.channel
  // The time of the next digest has its zone.
  const isSaid = place !== null || (view.channel.pause === null && typeof view.nextDigest === 'number')
  const isShown = timezone !== null && !isSaid
  const zone = isShown ? t.html('digests.zone', { zone: timezone }) : null
  const rules = [
    quiet === null
      ? null
      : t.html('digests.quiet', {
          from: clockText(quiet.from, t.catalogue.locale),
          to: clockText(quiet.to, t.catalogue.locale),
        }),
    silent ? t.html('digests.silent') : null,
    atMost === null ? null : t.html('digests.atMost', { count: atMost }),
  ]
  return lines([
    t.html('digests.when', { channel: nameFirst(t, title), schedule: safe(scheduleText(t, schedule)) }),
    joined([nextText(t, view), zone], t.catalogue.format.space),
    joined(rules, ' · '),
    briefing && schedule.kind !== 'live' ? t.html('machine.briefingOn') : null,
    place,
  ])
}

export function digestTexts(t: Translator) {
  const { space } = t.catalogue.format
  const digest = (view: ChannelView) => digestText(t, view)
  const withNext = (text: Html, view: ChannelView) => joined([text, nextText(t, view)], space)
  return {
    counter: (part: number, parts: number) => t.text('format.part', { part, parts }),
    /** First line of a digest at set times. */
    heading: (now: EpochMs, timezone: string) => {
      const { day, clock, hour } = localTime(now, timezone, t.catalogue.locale)
      return t.text('digests.heading', { part: dayPart(hour), day, clock })
    },
    /** A plain line about a feed that may have dropped items between two checks. */
    gap: ({ source, since, until }: FeedGap, now: EpochMs, timezone: string) => {
      const moment = ({ day, clock }: LocalTime) => t.text('format.moment', { day, clock })
      const [from, to] = localSpan(since, until, now, timezone, t.catalogue.locale, moment)
      return t.text('digests.gap', { source: source || t.text('format.untitled'), since: from, until: to })
    },
    moreGaps: (count: number) => t.text('digests.moreGaps', { count }),
    andMore: (count: number) => t.text('digests.leftOut', { count }),
    /** Other feeds with the same story: `(also: NYT, Chosun)`. */
    fileLabel: (kind: 'audio' | 'video', minutes: number | null) =>
      t.text(kind === 'audio' ? 'digests.listen' : 'digests.watch', { minutes: minutes ?? 0 }),
    folded: (count: number) => t.text('digests.folded', { count }),
    also: (sources: readonly string[]) => t.text('digests.also', { sources: sources.join(t.catalogue.format.comma) }),
    when: (at: EpochMs, timezone: string) => localTime(at, timezone, t.catalogue.locale),

    schedule: (schedule: Schedule) => scheduleText(t, schedule),
    /** For a button, which shows no markup. A schedule's text has none, nor characters that HTML escapes. */
    scheduleLabel: (schedule: Schedule): string =>
      scheduleText(t, schedule).replace(/^./u, (first) => first.toLocaleUpperCase(t.catalogue.locale)),
    digest: (view: ChannelView) => {
      const isChannel = readerOf(view.channel.id) === null
      return joined([digest(view), t.html(isChannel ? 'digests.typeIt' : 'readers.typeTimes')], '\n\n')
    },
    /** @param place what the time zone is now, if it was set */
    digestSet: (view: ChannelView, place: Html | null = null) =>
      joined([t.html('digests.set'), digestText(t, view, place)], ' '),
    unclearName: (text: string) => t.html('digests.unclearName', { text }),
    preview: (view: ChannelView) =>
      lines([
        withNext(t.html('digests.preview', { count: view.waiting, channel: view.channel.title }), view),
        view.channel.translate === null ? null : translateText(t, view.channel),
      ]),
    nothingWaiting: (view: ChannelView) =>
      withNext(t.html('digests.nothingWaiting', { channel: view.channel.title }), view),
    paused: (channel: string) => t.html('digests.nowPaused', { channel: nameFirst(t, channel) }),
    resumed: (view: ChannelView, waiting: number) =>
      joined(
        [
          t.html('digests.resumed', { channel: nameFirst(t, view.channel.title) }),
          waiting === 0 ? null : t.html('digests.resumedWaiting', { count: waiting }),
          nextText(t, view),
        ],
        space,
      ),
    askBacklog: (channel: string, waiting: number) => t.html('digests.backlog', { channel, count: waiting }),
    released: (kept: number | 'all', view: ChannelView) => {
      if (kept === 0) return t.html('digests.keptNone')
      return withNext(kept === 'all' ? t.html('digests.keptAll') : t.html('digests.keptNewest', { count: kept }), view)
    },
    backlogButtons: {
      newest: t.text('buttons.newest', { count: limits.bot.newestKept }),
      all: t.text('buttons.all'),
      none: t.text('buttons.none'),
    },
    linksUnknown: (text: string) => t.html('digests.linksUnknown', { text }),
  }
}
