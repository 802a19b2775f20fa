/** Channels: listed, chosen, added, moved, not found. */
import type { ChannelEntry } from '../../store/people.ts'
import { code, escaped, type Html, joined, lines } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

/** A channel's title at the beginning of a sentence. */
export function nameFirst(t: Translator, title: string): string {
  return title === t.text('channels.here') ? t.text('channels.hereFirst') : title
}

function entryText(t: Translator, { id, title, username }: ChannelEntry, current: string | null): Html {
  const name = username === null ? code(id) : escaped(`@${username}`)
  return t.html('channels.entry', { mark: id === current ? '▸' : '•', title, name: safe(name) })
}

export function channelTexts(t: Translator) {
  const { comma } = t.catalogue.format
  return {
    channels: (entries: readonly ChannelEntry[], current: string | null) =>
      t.html('channels.list', {
        list: safe(lines(entries.map((entry) => entryText(t, entry, current)))),
      }),
    using: (channel: string) => t.html('channels.using', { channel }),
    unknownChannel: (text: string) => t.html('channels.unknown', { text }),
    whichChannel: (titles: readonly string[]) =>
      t.html('channels.which', {
        channels: safe(
          joined(
            titles.map((channel) => t.html('menu.channel', { channel })),
            comma,
          ),
        ),
      }),

    registered: (channel: string) => t.html('channels.registered', { channel: nameFirst(t, channel) }),
    excessRights: (channel: string) => t.html('channels.excessRights', { channel }),
    addedToGroup: (channel: string) => t.html('channels.addedToGroup', { channel }),
    notYourChannel: (channel: string) => t.html('channels.notYours', { channel }),
    botNotAdmin: (channel: string) => t.html('channels.botNotAdmin', { channel }),
    channelUnreachable: (text: string) => t.html('channels.unreachable', { text }),
    tooManyChannels: (count: number) => t.html('channels.tooMany', { count }),
    addToWhich: (address: string) => t.html('channels.addToWhich', { address }),

    moveWhere: (title: string, cell: number, cells: number) => {
      const channel = nameFirst(t, title)
      return cells === 1
        ? t.html('channels.onlyCell', { channel })
        : t.html('channels.cell', { channel, cell, last: cells - 1 })
    },
    moved: (title: string, cell: number) => t.html('channels.moved', { channel: nameFirst(t, title), cell }),
    moveLater: (title: string) => t.html('channels.moveLater', { channel: nameFirst(t, title) }),
  }
}
