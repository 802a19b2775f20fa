/** Notices to owners and operators. */
import { limits } from '../../limits.ts'
import type { MachineProblem } from '../../result.ts'
import type { Notice } from '../../store/notices.ts'
import { bytesText, wholeMegabytes } from '../bytes.ts'
import { code, type Html, joined, lines } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { problemText } from './problems.ts'

const { namedPlaces } = limits.bot

type FeedNotice = Extract<
  Notice,
  { kind: 'feed-back' | 'feed-failing' | 'feed-gone' | 'feed-moved' | 'feed-cut' | 'credentials-lost' }
>

/** `News (feed 2 of First)`. */
function feedText(t: Translator, { feed, places }: FeedNotice): Html {
  const shown = joined(
    places.slice(0, namedPlaces).map(({ channel, number }) => t.html('notices.feedPlace', { channel, number })),
    t.catalogue.format.comma,
  )
  const all =
    places.length > namedPlaces
      ? t.html('notices.feedPlacesMore', { places: safe(shown), more: places.length - namedPlaces })
      : shown
  return t.html('notices.feedIn', { feed: feed || t.text('format.untitled'), places: safe(all) })
}

/** The command that removes the feed. */
function removalText(t: Translator, { places }: FeedNotice): Html {
  const [only, other] = places
  return only !== undefined && other === undefined ? code(`/remove ${only.number}`) : t.html('notices.remove')
}

function quotaNearText(t: Translator, { quota, spent, most }: Extract<Notice, { kind: 'quota-near' }>): Html {
  if (quota === 'kvBytes')
    return t.html('notices.storageNear', { spent: bytesText(t, spent), most: bytesText(t, most) })
  const near = { quota: t.text(`quotaNames.${quota}`), spent, most }
  return t.html(quota === 'gbSeconds' ? 'notices.timeNear' : 'notices.quotaNear', near)
}

export function noticeText(t: Translator, notice: Notice): Html {
  const { space } = t.catalogue.format
  switch (notice.kind) {
    case 'locked-out': {
      const { channel, description } = notice
      const reason = safe(t.html(`lockouts.${notice.reason}`))
      const lockedOut =
        description === null
          ? t.html('notices.lockedOut', { channel, reason })
          : t.html('notices.lockedOutBecause', { channel, reason, description })
      return lines([lockedOut, t.html('notices.lockedOutNext')])
    }
    case 'back': {
      const backlog = notice.asks ? t.html('notices.backlog', { count: notice.waiting }) : null
      return joined([t.html('notices.back', { channel: notice.channel }), backlog], space)
    }
    case 'expired':
      return t.html('notices.expired', { channel: notice.channel, count: notice.headlines })
    case 'forgotten':
      return t.html('notices.forgotten', { channel: notice.channel })
    case 'link-gone':
      return t.html('notices.linkGone', { channel: notice.channel })
    case 'unanswered':
      return t.html('notices.unanswered', { channel: notice.channel, attempts: notice.attempts })
    case 'refused': {
      const { channel, headlines: count, description } = notice
      return t.html('notices.refused', { channel, count, description })
    }
    case 'withdrawn':
      return t.html('notices.withdrawn', { title: t.title(notice.title), channel: notice.channel })
    case 'rich-refused': {
      const { channel, description } = notice
      return t.html('notices.richRefused', { channel, description: description || '—' })
    }
    case 'not-translated': {
      const reason = safe(t.html(`machineProblems.${notice.problem}`))
      const next = safe(t.html(`machine.${nextStep(notice.problem)}`))
      return t.html('machine.failed', { channel: notice.channel, reason, next })
    }
    case 'not-briefed': {
      const reason = safe(t.html(`machineProblems.${notice.problem}`))
      // What starts again at midnight are translations; the next digest tries again in any case.
      const step = nextStep(notice.problem) === 'nextOperator' ? 'nextOperator' : 'nextRetry'
      return t.html('machine.briefingFailed', {
        channel: notice.channel,
        reason,
        next: safe(t.html(`machine.${step}`)),
      })
    }
    case 'feed-failing':
      return t.html('notices.feedFailing', {
        feed: safe(feedText(t, notice)),
        problem: safe(problemText(t, notice.problem)),
        removal: safe(removalText(t, notice)),
      })
    case 'feed-back':
      return t.html('notices.feedBack', { feed: safe(feedText(t, notice)) })
    case 'credentials-lost':
      return t.html('notices.credentialsLost', {
        feed: safe(feedText(t, notice)),
        command: `/feed ${notice.places[0]?.number ?? 1}`,
      })
    case 'feed-gone':
      return t.html('notices.feedGone', {
        feed: safe(feedText(t, notice)),
        removal: safe(removalText(t, notice)),
        url: notice.url,
      })
    case 'feed-moved':
      return t.html('notices.feedMoved', { feed: safe(feedText(t, notice)), url: notice.url, to: notice.to })
    case 'feed-cut':
      return t.html('notices.feedCut', {
        feed: safe(feedText(t, notice)),
        megabytes: wholeMegabytes(notice.limitBytes),
      })
    case 'quota-near':
      return quotaNearText(t, notice)
    case 'doors-dark':
      return t.html('notices.closed')
    case 'namespace-shared':
      return t.html('notices.shared', { problem: safe(problemText(t, { ...notice, isOlder: false })) })
    case 'channel-lost':
      return t.html('notices.channelLost', {
        channel: notice.channel,
        reason: safe(t.html(`lockouts.${notice.reason}`)),
      })
  }
}

/** When or how translations go on. */
function nextStep(problem: MachineProblem['kind']): 'nextMidnight' | 'nextOperator' | 'nextRetry' {
  if (problem === 'quota-spent') return 'nextMidnight'
  return problem === 'model-gone' || problem === 'not-set-up' ? 'nextOperator' : 'nextRetry'
}
