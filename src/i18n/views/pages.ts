/** The texts of web pages: plain, to be escaped by the page. */
import { bytesText } from '../bytes.ts'
import type { Texts } from '../texts.ts'

/** A page that says one thing. */
export interface Note {
  readonly title: string
  readonly text: string
}

export function pageTexts(t: Texts) {
  const { pages, status, signIn, setup } = t.catalogue
  return {
    /** BCP 47, for `lang` and for numbers and dates. */
    locale: t.catalogue.locale,
    untitled: t.text('format.untitled'),
    skip: pages.skip,
    about: { title: pages.aboutTitle, text: pages.about },
    notFound: { title: pages.notFoundTitle, text: pages.notFound },
    notNow: { title: pages.notNowTitle, text: pages.notNow },
    /** Pages are closed for today. */
    dark: { title: pages.closedTitle, text: pages.closed },
    broken: { title: pages.notNowTitle, text: pages.broken },
    /** An article whose text is not, or no longer, kept. `link`: the text of the link to it. */
    notKept: { title: pages.notKeptTitle, text: pages.notKept, link: pages.toOriginal },

    moment: (day: string, clock: string, zone: string) => t.text('format.longMoment', { day, clock, zone }),
    readOriginal: (host: string) => t.text('pages.readOriginal', { host }),
    archive: pages.archive,
    wholeDigest: pages.wholeDigest,
    digest: (day: string) => t.text('pages.digest', { day }),
    headlines: (count: number) => t.text('pages.headlines', { count }),
    also: (sources: readonly string[]) => t.text('pages.also', { sources: sources.join(t.catalogue.format.comma) }),

    channelAbout: (channel: string) => t.text('pages.aboutChannel', { channel }),
    lastHours: pages.lastHours,
    nothingNew: pages.nothingNew,
    further: pages.next,
    back: pages.previous,
    subscribe: pages.subscribe,
    scan: pages.scan,
    asFeed: pages.asFeed,

    status: status.title,
    well: status.well,
    unwell: status.unwell,
    lastCycle: (when: string) => t.text('status.lastCycle', { when }),
    noCycle: status.noCycle,
    signInHow: status.signInHow,
    signIn: { title: signIn.title, text: signIn.text, button: signIn.button },
    signInFailed: { title: signIn.failedTitle, text: signIn.failed },
    signInBusy: { title: signIn.busyTitle, text: signIn.busy },
    signOut: signIn.out,
    setup: {
      title: setup.title,
      text: setup.text,
      secret: setup.secret,
      button: setup.button,
      wrong: setup.wrong,
      retired: setup.retired,
      takeOver: setup.takeOver,
      again: setup.again,
      claim: setup.claim,
      claimButton: setup.claimButton,
      channel: setup.channel,
      channelButton: setup.channelButton,
      locked: { title: setup.lockedTitle, text: setup.locked },
      /** @param variables which are not as they should be */
      missing: (variables: string) => t.text('setup.missing', { variables }),
      parts: {
        webhook: setup.webhook,
        commands: setup.commands,
        profile: setup.profile,
        rights: setup.rights,
      },
      states: { same: setup.same, changed: setup.changed, differs: setup.differs },
      elsewhere: (host: string) => t.text('setup.elsewhere', { host }),
      refused: (reason: string) => t.text('setup.refused', { reason }),
    },
    problems: status.problems,
    week: status.week,
    weekIs: (name: string, days: string) => t.text('status.byDay', { name, days }),
    quotaLine: status.quota,
    quotas: t.catalogue.quotaNames,
    number: t.number,
    kept: (bytes: number, most: number | null) =>
      most === null
        ? t.text('quotaReport.stored', { bytes: bytesText(t, bytes) })
        : t.text('quotaReport.storedOf', { bytes: bytesText(t, bytes), most: bytesText(t, most) }),
    feedsFailing: (failing: number, all: number) => t.text('status.feeds', { failing, all }),
    noFailing: status.noneFailing,
    feed: status.feed,
    why: status.why,
    since: status.since,
    channels: (count: number) => t.text('status.channels', { count }),
    channel: status.channel,
    state: status.state,
    waiting: status.waiting,
    running: status.running,
    pausedByOwner: status.pausedByOwner,
    pausedForChoice: status.pausedForChoice,
    lockedOut: {
      kicked: status.kicked,
      'chat-not-found': status['chat-not-found'],
      'no-rights': status['no-rights'],
      blocked: status.blocked,
      'topic-closed': status['topic-closed'],
      refused: status.refused,
    },
  }
}

export type WebWords = ReturnType<typeof pageTexts>
