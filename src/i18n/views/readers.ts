/** Readers of channels: their keywords, and the link by which they come. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { BackTest } from '../../cell/filter-set.ts'
import type { Follow } from '../../cell/reader-api.ts'
import type { ReaderCode } from '../../model.ts'
import type { FilterProblem } from '../../result.ts'
import { type Html, joined, lines, query, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { pauseText } from './digests.ts'
import { filterSentence } from './filter-sentence.ts'
import { filterText, readAsText, testedText } from './filters.ts'
import { filterProblem } from './problems.ts'
import { zonedSchedule } from './times.ts'

function channelLine(t: Translator, { title: channel, filter }: Follow, isOpen: boolean): Html {
  if (!isOpen) return t.html('readers.channelClosed', { channel })
  return filter === ''
    ? t.html('readers.channelAll', { channel })
    : t.html('readers.channel', { channel, filter: safe(query(filter)) })
}

export function readerTexts(t: Translator) {
  return {
    readersOpen: (channel: string, link: string, readers: number) =>
      t.html('readers.openScreen', { channel, link: safe(verbatim(link)), readers }),
    readersClosed: (channel: string) => t.html('readers.closedScreen', { channel }),
    readersSure: (channel: string, readers: number) => t.html('readers.sureClose', { channel, readers }),
    readersDone: (channel: string) => t.html('readers.closed', { channel }),
    readerOffer: (channel: string) => t.html('readers.offer', { channel }),
    readerFull: (count: number) => t.html('readers.full', { count }),
    askWords: (channel: string, want: 'only' | 'but') =>
      t.html(want === 'only' ? 'readers.askOnly' : 'readers.askBut', { channel }),
    /** A reader's words are set; the back-test says what they would have done. */
    wordsSet: (channel: string, asked: string, tested: BackTest) =>
      lines([
        asked === ''
          ? t.html('readers.allSet', { channel })
          : t.html('readers.wordsSet', { channel, filter: safe(filterText(t, asked)) }),
        readAsText(t, asked),
        asked === '' ? null : testedText(t, asked, tested, 'keywords'),
      ]),
    wordsMistake: (problem: FilterProblem) => filterProblem(t, problem, null),
    /** The reader's own screen. @param codes of the channels that are open to readers */
    ownHeadlines: ({ channel }: ChannelView, follows: readonly Follow[], codes: readonly ReaderCode[]) => {
      const paused = pauseText(t, channel)
      const followed = lines([
        t.html('readers.own'),
        ...follows.map((follow) =>
          t.html('format.bullet', { text: safe(channelLine(t, follow, codes.includes(follow.code))) }),
        ),
      ])
      const when = lines([
        t.html('menu.schedule', { schedule: safe(zonedSchedule(t, channel)) }),
        paused === null ? null : t.html('menu.paused', { paused: safe(paused) }),
      ])
      return joined([followed, when], '\n\n')
    },
    /** One channel that a reader follows. */
    followedChannel: (follow: Follow, isOpen: boolean) =>
      lines([t.html('readers.one', { line: safe(channelLine(t, follow, isOpen)) }), filterSentence(t, follow.filter)]),
    readerLeft: (channel: string) => t.html('readers.left', { channel }),
    /** Nothing is found of what a reader asks about. */
    readerWhyUnknown: (text: string) => t.html('readers.whyUnknown', { text }),
  }
}
