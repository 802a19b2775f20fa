/** Every text of the pages, as one type: a language is complete, or it does not compile. Plain text. */

import type { SetupPart } from '../../admin/setup.ts'
import type { QuotaName } from '../../cycle/governor.ts'
import type { Lockout } from '../../model.ts'

/** A page that says one thing. */
export interface Note {
  readonly title: string
  readonly text: string
}

/** The page of the first visit. */
export interface SetupWords {
  readonly title: string
  readonly text: string
  readonly secret: string
  readonly button: string
  readonly wrong: string
  readonly locked: Note
  /** `words`: which variables are not as they should be. */
  readonly missing: (words: string) => string
  readonly parts: Readonly<Record<SetupPart, string>>
  readonly states: Readonly<Record<'same' | 'changed' | 'differs', string>>
  readonly elsewhere: (host: string) => string
  readonly retired: string
  readonly takeOver: string
  readonly refused: (words: string) => string
  readonly again: string
  readonly claim: string
  readonly claimButton: string
  readonly channel: string
  readonly channelButton: string
}

export interface WebWords {
  /** BCP 47, for `lang` and for numbers and dates. */
  readonly locale: string
  readonly untitled: string
  readonly skip: string
  readonly about: Note
  readonly notFound: Note
  readonly notNow: Note
  /** Pages are closed for today. */
  readonly dark: Note
  readonly broken: Note
  /** An article whose text is not, or no longer, kept. `link`: the words of the link to it. */
  readonly notKept: Note & { readonly link: string }

  readonly readOriginal: (host: string) => string
  readonly archive: string
  readonly wholeDigest: string
  readonly digest: (day: string) => string
  readonly headlines: (count: number) => string
  readonly also: (sources: readonly string[]) => string

  readonly channelAbout: (title: string) => string
  readonly lastHours: string
  readonly nothingNew: string
  readonly further: string
  readonly back: string
  readonly subscribe: string
  readonly scan: string
  readonly asFeed: string

  readonly status: string
  readonly well: string
  readonly unwell: string
  readonly lastCycle: (at: string) => string
  readonly noCycle: string
  readonly signInHow: string
  readonly signIn: Note & { readonly button: string }
  readonly signInFailed: Note
  readonly signInBusy: Note
  readonly signOut: string
  readonly setup: SetupWords
  readonly problems: string
  readonly week: string
  readonly weekIs: (what: string, days: string) => string
  readonly quotaLine: string
  readonly quotas: Readonly<Record<QuotaName | 'cycles' | 'messages', string>>
  readonly kept: (bytes: string, most: string | null) => string
  readonly feedsFailing: (failing: number, all: number) => string
  readonly noFailing: string
  readonly feed: string
  readonly why: string
  readonly since: string
  readonly channels: (count: number) => string
  readonly channel: string
  readonly state: string
  readonly waiting: string
  readonly running: string
  readonly pausedByOwner: string
  readonly pausedForChoice: string
  readonly lockedOut: Readonly<Record<Lockout, string>>
}
