/** Buttons under messages: what they carry, in 64 bytes at most, and how that is read back. */
import * as v from 'valibot'
import type { Words } from '../i18n/words.ts'
import { type ChannelId, channelIdSchema, languageSchema, userIdSchema } from '../model.ts'
import { askedTexts } from '../store/people.ts'
import type { Button } from './request-context.ts'

/** The pages of the menu that are about one channel. */
export const screens = [
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
] as const
export type ScreenName = (typeof screens)[number]

/** What a `set` button changes; its value is in the terms of settings.ts. */
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
] as const
export type SettingName = (typeof settingNames)[number]

const count = v.pipe(v.string(), v.regex(/^\d{1,12}$/u), v.transform(Number))
/** A topic's id has a colon, which parts the fields here. */
const channel = v.pipe(
  v.string(),
  v.transform((text) => text.replace('_', ':')),
  channelIdSchema,
)
const code = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{10}$/u))
const person = v.pipe(count, userIdSchema)
const keep = v.union([v.literal('all'), count])

/** Every kind of button, with what it carries, in the order in which it is written. */
const shapes = {
  /** Post what `/add` showed of this feed. */
  post: v.object({ feed: count, channel }),
  /** Add one of the feeds that were offered. */
  choose: v.object({ memo: count, index: count, channel }),
  /** Add the address that was sent to this channel. */
  addto: v.object({ memo: count, channel }),
  /** Put a feed back that was removed. */
  restore: v.object({ feed: count, channel }),
  /** Send the newest so many of what waited, or all. */
  keep: v.object({ keep, channel }),
  /** Show a page of the menu. `at`: which of several, or the id of a feed. */
  go: v.object({ screen: v.picklist(screens), at: count, channel }),
  home: v.object({}),
  set: v.object({ setting: v.picklist(settingNames), value: v.pipe(v.string(), v.regex(/^[\w-]{1,20}$/u)), channel }),
  /** Ask for a text. `at`: id of the feed that it is about; 0: the channel itself. */
  ask: v.object({ about: v.picklist(askedTexts), at: count, channel }),
  zone: v.object({ channel }),
  cancel: v.object({}),
  pause: v.object({ channel }),
  resume: v.object({ channel }),
  preview: v.object({ channel }),
  /** Clear a feed's filter, or with 0 the channel's. */
  clear: v.object({ at: count, channel }),
  /** Take a feed away, once it is sure. */
  remove: v.object({ feed: count, channel }),
  forget: v.object({ channel }),
  undo: v.object({ memo: count }),
  /** Which headline should there be less like? */
  less: v.object({ channel }),
  lessof: v.object({ code, channel }),
  exclude: v.object({ memo: count, index: count, channel }),
  unretract: v.object({ code, channel }),
  erase: v.object({ code, channel }),
  speak: v.object({ language: languageSchema }),
  tongues: v.object({}),
  chooser: v.object({}),
  owners: v.object({}),
  invite: v.object({}),
  dismiss: v.object({ person }),
  readmit: v.object({ person }),
} as const

type Shapes = typeof shapes
/** What pressing a button means. */
export type Press = {
  [Kind in keyof Shapes]: { readonly kind: Kind } & Readonly<v.InferOutput<Shapes[Kind]>>
}[keyof Shapes]

/** Titles of feeds can be long; Telegram shows some 60 characters of a button at best. */
const BUTTON_UNITS = 60

export function button(text: string, press: Press): Button {
  const short = text.length > BUTTON_UNITS ? `${[...text].slice(0, BUTTON_UNITS - 1).join('')}…` : text
  return { text: short, callback_data: dataOf(press) }
}

export function dataOf({ kind, ...fields }: Press): string {
  const values: Readonly<Record<string, unknown>> = fields
  const parts = Object.keys(shapes[kind].entries).map((name) => String(values[name]))
  return [kind, ...parts.map((part) => part.replace(':', '_'))].join(':')
}

/** @returns null for data that this version does not know: a button of another time */
export function readPress(data: string): Press | null {
  const [kind = '', ...parts] = data.split(':')
  if (!Object.hasOwn(shapes, kind)) return null
  const shape = shapes[kind as keyof Shapes]
  const names = Object.keys(shape.entries)
  if (parts.length !== names.length) return null
  const read = v.safeParse(shape, Object.fromEntries(names.map((name, at) => [name, parts[at]])))
  // The shape is that of the kind.
  return read.success ? ({ kind, ...read.output } as Press) : null
}

/** What shall become of headlines that waited? */
export function backlogButtons(words: Pick<Words, 'backlogButtons'>, id: ChannelId): readonly (readonly Button[])[] {
  const { newest, all, none } = words.backlogButtons
  return [
    [
      button(newest, { kind: 'keep', keep: 10, channel: id }),
      button(all, { kind: 'keep', keep: 'all', channel: id }),
      button(none, { kind: 'keep', keep: 0, channel: id }),
    ],
  ]
}
