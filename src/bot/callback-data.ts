/**
 * The callback data of buttons, at most 64 bytes: core.telegram.org/bots/api#inlinekeyboardbutton
 * FROZEN: buttons in chats keep their data for ever, so kinds, fields and their order only grow.
 */
import * as v from 'valibot'
import { languageSchema } from '../language.ts'
import { type ChannelId, channelIdSchema, readerCodeSchema, userIdSchema } from '../model.ts'
import { askedTexts } from '../store/people.ts'

/** The screens of the menu that show one channel. */
export const screenNames = [
  'channel',
  'feeds',
  'feed',
  'filter',
  'times',
  'quiet',
  'look',
  'web',
  'language',
  'sure',
  'translate',
] as const
export type ScreenName = (typeof screenNames)[number]

/** The settings of a channel; settings/settings.ts reads their values. */
export const settingNames = [
  'schedule',
  'quiet',
  'silent',
  'most',
  'layout',
  'links',
  'sources',
  'hashtags',
  'stories',
  'reading',
  'page',
  'language',
  'template',
  'footer',
  'comments',
  'summaries',
  'corrections',
  'translate',
  'summary',
  'briefing',
] as const
export type SettingName = (typeof settingNames)[number]

/** Schedules that have a button, by the value in its data. */
export const scheduleValues = {
  instant: 'instant',
  live: 'live',
  '1h': 'every 1h',
  '3h': 'every 3h',
  '0800': '08:00',
  '0800-1800': '08:00 18:00',
} as const

const count = v.pipe(v.string(), v.regex(/^\d{1,12}$/u), v.transform(Number))
/** The id of a topic contains a colon, which separates fields here. */
const channel = v.pipe(
  v.string(),
  v.transform((text) => text.replace('_', ':')),
  channelIdSchema,
)
const code = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{10}$/u))
const person = v.pipe(count, userIdSchema)
const keep = v.union([v.literal('all'), count])

/** Every kind of callback, with its fields in the order in which they are written. */
const kinds = {
  /** Post the headlines of this feed that `/add` has shown. */
  post: v.object({ feed: count, channel }),
  /** Subscribe to one of the feeds of a page. `state`: number of a stored callback state. */
  choose: v.object({ state: count, index: count, channel }),
  /** Subscribe this channel to the addresses that a person sent without a command. */
  addto: v.object({ state: count, channel }),
  /** Watch the page of a stored callback state. */
  watch: v.object({ state: count, channel }),
  /** Undo the removal of a feed. */
  restore: v.object({ feed: count, channel }),
  /** Send this many of the newest waiting headlines, or all, and drop the others. */
  keep: v.object({ keep, channel }),
  /** Show a screen. `at`: the page of a list, or the id of a feed. */
  go: v.object({ screen: v.picklist(screenNames), at: count, channel }),
  home: v.object({}),
  set: v.object({ setting: v.picklist(settingNames), value: v.pipe(v.string(), v.regex(/^[\w-]{1,20}$/u)), channel }),
  /** Ask for a text. `at`: id of the feed it is about; 0: the channel. */
  ask: v.object({ about: v.picklist(askedTexts), at: count, channel }),
  zone: v.object({ channel }),
  cancel: v.object({}),
  pause: v.object({ channel }),
  resume: v.object({ channel }),
  preview: v.object({ channel }),
  stats: v.object({ channel }),
  /** Clear a filter. `at`: id of the feed; 0: the channel. */
  clear: v.object({ at: count, channel }),
  /** Remove a feed; the person has confirmed. */
  remove: v.object({ feed: count, channel }),
  forget: v.object({ channel }),
  undo: v.object({ state: count }),
  /** Ask which headline the person wants less of. */
  less: v.object({ channel }),
  lessof: v.object({ code, channel }),
  exclude: v.object({ state: count, index: count, channel }),
  /** Give one of the offered answers, as if it were typed. */
  answer: v.object({ state: count, index: count, channel }),
  /** Save the filter of a stored callback state, which would have dropped everything. */
  confirm: v.object({ state: count, channel }),
  unretract: v.object({ code, channel }),
  erase: v.object({ code, channel }),
  /** Take back a headline that its publisher seems to have withdrawn. */
  retract: v.object({ code, channel }),
  speak: v.object({ language: languageSchema }),
  tongues: v.object({}),
  chooser: v.object({}),
  owners: v.object({}),
  invite: v.object({}),
  dismiss: v.object({ person }),
  readmit: v.object({ person }),
  /** The link for readers: show it, make one, ask before it is taken away, or take it away. */
  readers: v.object({ to: v.picklist(['show', 'on', 'sure', 'off']), channel }),
  /** What a reader wants of a channel, by the code of its link for readers. */
  want: v.object({ want: v.picklist(['only', 'but', 'all']), code: readerCodeSchema }),
  /** A reading of the reader's words. */
  words: v.object({ state: count, index: count }),
  /** The reader's own screen, and that of one channel that they follow. */
  mine: v.object({}),
  followed: v.object({ code: readerCodeSchema }),
  leave: v.object({ code: readerCodeSchema }),
} as const

export type CallbackKind = keyof typeof kinds

/** The parsed data of a callback of one kind, or of any. */
export type CallbackData<Kind extends CallbackKind = CallbackKind> = {
  [Each in Kind]: { readonly kind: Each } & Readonly<v.InferOutput<(typeof kinds)[Each]>>
}[Kind]

/** The kinds of callback that name a channel. */
export type ChannelCallbackKind = Extract<CallbackData, { readonly channel: ChannelId }>['kind']

/** @returns the data as a button carries it */
export function writeCallbackData({ kind, ...fields }: CallbackData): string {
  const values: Readonly<Record<string, unknown>> = fields
  const parts = Object.keys(kinds[kind].entries).map((name) => String(values[name]))
  return [kind, ...parts.map((part) => part.replace(':', '_'))].join(':')
}

/** @returns null for data that this version does not know */
export function readCallbackData(data: string): CallbackData | null {
  const [kind = '', ...parts] = data.split(':')
  if (!isKind(kind)) return null
  const names = Object.keys(kinds[kind].entries)
  if (parts.length !== names.length) return null
  const read = v.safeParse(kinds[kind], Object.fromEntries(names.map((name, at) => [name, parts[at]])))
  // The fields are those of the kind.
  return read.success ? ({ kind, ...read.output } as CallbackData) : null
}

function isKind(kind: string): kind is CallbackKind {
  return Object.hasOwn(kinds, kind)
}
