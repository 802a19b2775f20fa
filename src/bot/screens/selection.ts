/** The screens of a reader: the channels that they follow, one of these channels, and the question before `/stop` deletes them. */
import type { Follow } from '../../cell/reader-api.ts'
import { limits } from '../../limits.ts'
import type { ReaderCode } from '../../model.ts'
import { button, type Rows, type Screen, screenButton } from '../keyboards.ts'
import type { ChannelContext, PersonContext } from '../request-context.ts'

/** The first screen. */
export async function selectionScreen({ texts, channel, entry, reader, isAllowed }: ChannelContext): Promise<Screen> {
  const { buttons } = texts.menu
  const view = await channel.view()
  const follows = view === null ? [] : await channel.follows()
  const home = isAllowed ? [button(buttons.channels, { kind: 'home' })] : []
  if (view === null || follows.length === 0) return { html: texts.t.text('readers.none'), rows: [home] }
  const { id } = entry
  const followed = follows
    .slice(0, limits.readers.follows)
    .map(({ code, title }) => [button(title, { kind: 'followed', code })])
  return {
    html: texts.ownHeadlines(view, follows, reader?.codes ?? []),
    rows: [
      ...followed,
      [screenButton(buttons.times, 'times', id), screenButton(buttons.language, 'language', id)],
      [
        button(buttons.preview, { kind: 'preview', channel: id }),
        button(buttons.why, { kind: 'ask', about: 'why', at: 0, channel: id }),
      ],
      [
        view.channel.pause === null
          ? button(buttons.pause, { kind: 'pause', channel: id })
          : button(buttons.resume, { kind: 'resume', channel: id }),
        screenButton(buttons.stop, 'sure', id),
      ],
      home,
    ],
  }
}

/** Shows the first screen. */
export async function showSelection(ctx: ChannelContext): Promise<void> {
  await ctx.show(await selectionScreen(ctx))
}

/** One of the channels. */
export function followedScreen({ texts, reader }: PersonContext, follow: Follow): Screen {
  const { buttons } = texts.menu
  const { code } = follow
  const isOpen = reader?.codes.includes(code) === true
  return {
    html: texts.followedChannel(follow, isOpen),
    rows: [
      ...(isOpen ? wantRows(texts, code) : []),
      [button(buttons.unfollow, { kind: 'leave', code }), button(buttons.back, { kind: 'mine' })],
    ],
  }
}

/** What a reader may want of a channel. */
export function wantRows({ menu: { buttons } }: Pick<PersonContext['texts'], 'menu'>, code: ReaderCode): Rows {
  return [
    [
      button(buttons.only, { kind: 'want', want: 'only', code }),
      button(buttons.but, { kind: 'want', want: 'but', code }),
    ],
    [button(buttons.everything, { kind: 'want', want: 'all', code })],
  ]
}

/** The same for a new reader, whose first times depend on it. */
export function firstWantRows({ t }: Pick<PersonContext['texts'], 't'>, code: ReaderCode): Rows {
  return [
    [button(t.text('readers.onlyLive'), { kind: 'want', want: 'only', code })],
    [button(t.text('readers.butDaily'), { kind: 'want', want: 'but', code })],
    [button(t.text('readers.allDaily'), { kind: 'want', want: 'all', code })],
  ]
}

/** Asks before a reader's selection is deleted. */
export function stopScreen({ texts, entry }: ChannelContext): Screen {
  const { buttons } = texts.menu
  const stop = button(buttons.stop, { kind: 'forget', channel: entry.id })
  return { html: texts.t.text('readers.sureStop'), rows: [[stop, button(buttons.back, { kind: 'mine' })]] }
}
