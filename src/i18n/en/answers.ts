/** English: answers to /why, /retract, /import, /export and to owners. */
import type { Fate, Imported, Less, Retracted, Why } from '../../cell/channel-api.ts'
import type { ImportProgress } from '../../cycle/import-progress.ts'
import type { Gathering } from '../../model.ts'
import type { Owner } from '../../store/owners.ts'
import { escapeHtml as e } from '../../text/telegram-html.ts'
import { bold, code, query, titled } from '../marks.ts'
import type { Words } from '../vocabulary.ts'
import { count, headlines, moment, UNTITLED } from './parts.ts'
import { problem } from './problems.ts'

/** Failed feeds that a report names. */
const FAILED = 15
const feeds = (number: number) => count(number, { one: 'feed', other: 'feeds' })

const fields = { id: 'id', link: 'link', title: 'title and date' } as const

const reasons: Readonly<Record<Gathering, string>> = {
  address: 'both have the same address',
  'short-link': 'its publisher’s short link is the same',
  title: 'both titles say the same',
  text: 'both have the same text',
  likely: 'both are likely to tell the same story',
}

function fate(it: Fate, zone: string): string {
  switch (it.kind) {
    case 'sent':
      return `✅ Sent on ${moment(it.at, zone)}.${it.post === null ? '' : ` <a href="${e(it.post)}">See the post</a>.`}`
    case 'waiting':
      if (it.next === null) return '⏳ It waits: the channel is paused.'
      return it.next === 'now'
        ? '⏳ It waits, and is sent in a few minutes.'
        : `⏳ It waits for the digest on ${moment(it.next, zone)}.`
    case 'under-way':
      return '📤 It is being sent right now.'
    case 'left-out':
      return '➖ Left out: its digest had more headlines than the channel wants. /digest max changes that.'
    case 'retracted':
      return '✂️ It was taken back.'
    case 'gone':
      return '⌛ It was dropped while it waited: too old, too many, or let go by hand.'
    case 'merged': {
      const why = it.evidence === null ? '' : `: ${reasons[it.evidence]}`
      const into = `🔗 Merged into ${titled(it.into.title, UNTITLED, it.into.link)} from ${bold(it.into.source || UNTITLED)}, which tells the same story${why}.`
      return `${into}${it.post === null ? '' : ` <a href="${e(it.post)}">See the post</a>.`} /stories off keeps them apart.`
    }
    case 'gathered': {
      const into = `🔗 Sent in one line with ${titled(it.into.title, UNTITLED, it.into.link)} from ${bold(it.into.source || UNTITLED)}: ${reasons[it.evidence]}.`
      return `${into}${it.post === null ? '' : ` <a href="${e(it.post)}">See the post</a>.`} /stories off keeps them apart.`
    }
    case 'known': {
      const earlier =
        it.earlier === null
          ? 'one that its feed had before'
          : `${titled(it.earlier.title, UNTITLED, it.earlier.link)}, read on ${moment(it.earlier.at, zone)}`
      if (it.evidence === 'age') return '🗂 Not news: it is older than everything that I remember of its feed.'
      return `✏️ Not news: it has the same ${fields[it.evidence]} as ${earlier}, so its headline was edited, or its address.`
    }
    case 'dropped': {
      const whose = it.by === 'channel' ? 'the channel’s filter' : `the filter of feed ${it.by}`
      if (it.term === null)
        return `🚫 Dropped by ${whose}: it has none of what that asks for. It is now ${query(it.filter)}`
      const exclusion = /^-/u.exec(it.term) !== null
      return exclusion
        ? `🚫 Dropped by ${code(it.term)} in ${whose}.`
        : `🚫 Dropped by ${whose}, as ${code(it.term)} is not in it.`
    }
  }
}

function retracted(it: Retracted, text: string): string {
  switch (it.kind) {
    case 'unknown':
      return `I find nothing of the last 48 hours under ${code(text)}. Send the link of the headline or of its post.`
    case 'several':
      return `That could be several headlines:\n${it.titles.map((title) => `• ${titled(title, UNTITLED)}`).join('\n')}\nSend the link of the one that you mean.`
    case 'withdrawn':
      return `✂️ ${titled(it.title, UNTITLED)} waited, and will not be sent.`
    case 'struck':
      return `✂️ ${titled(it.title, UNTITLED)} is struck out.`
    case 'sure':
      return `The post holds only this headline: ${titled(it.title, UNTITLED)}. Shall I delete it? That cannot be undone.`
    case 'erased':
      return `🗑 The post with ${titled(it.title, UNTITLED)} is deleted.`
    case 'under-way':
      return 'It is being sent right now. Try again in a few minutes.'
    case 'gone':
      return 'There is nothing to take back any more.'
    case 'refused':
      return `Telegram does not let me change that post${it.description === null ? '; try again later' : `: ${code(it.description)}`}.`
  }
}

function imported({ added, already, over, wrong }: Imported, channel: string): string {
  return [
    added === 0
      ? `Nothing new for ${bold(channel)}.`
      : `📥 ${feeds(added)} added to ${bold(channel)}. I read them in the next minutes, and tell here how it goes.`,
    ...(already === 0 ? [] : [`${feeds(already)} there already.`]),
    ...(over === 0 ? [] : [`${feeds(over)} left out: there is no room for more.`]),
    ...wrong.map(({ text, problem: why }) => `✗ ${code(text)}: ${problem(why)}`),
  ].join('\n')
}

function importProgress({ channel, total, read, failed, isDone }: ImportProgress): string {
  const head = isDone
    ? `📥 Import into ${bold(channel)} is done: ${read} of ${feeds(total)} can be read.`
    : `📥 Importing into ${bold(channel)}: ${read + failed.length} of ${feeds(total)} read so far.`
  const shown = failed
    .slice(0, FAILED)
    .map(({ number, title, url, problem: why }) => `✗ ${number}. ${titled(title, UNTITLED, url)}: ${problem(why)}`)
  const more = failed.length > FAILED ? [`… and ${failed.length - FAILED} more`] : []
  const hint = isDone && failed.length > 0 ? ['I go on trying these; /remove and the number takes one away.'] : []
  return [head, ...shown, ...more, ...hint].join('\n')
}

export const answers = {
  lessWhich: (channel: string) => `👎 Which headline of ${bold(channel)} should there be less like?`,
  lessNone: (channel: string) => `Nothing came through to ${bold(channel)} in the last 48 hours.`,
  lessOf: ({ title, proposals }: Less) =>
    proposals.length === 0
      ? `I find no word in ${titled(title, UNTITLED)} that would hide its like and little else.`
      : `What shall be hidden? In the last 48 hours it would have been:\n${proposals
          .map(({ term, hides, examples }) => {
            const others = examples.map((example) => `\n   <s>${titled(example, UNTITLED)}</s>`).join('')
            return `• ${code(term)} – ${headlines(hides)}${others}`
          })
          .join('\n')}`,
  lessHides: (term: string, hides: number) => `−${term} (${hides})`,

  whyWhat: `Which one? Say ${code('/why')} and its link, or words from its headline.`,
  whyUnknown: (text: string, channel: string) =>
    `In the last 48 hours no feed of ${bold(channel)} brought anything with ${code(text)}. It may be older, not in the feed (yet), or of a feed that is not in /list.`,
  why: (found: readonly Why[], zone: string) =>
    found
      .map(
        ({ title, link, source, at, fate: it }) =>
          `${titled(title, UNTITLED, link)}\n${e(source)}, read on ${moment(at, zone)}.\n${fate(it, zone)}`,
      )
      .join('\n\n'),

  retractWhat: `Which one? Say ${code('/retract')} and the link of the headline or of its post.`,
  retracted,
  unretracted: '↩︎ It is back.',

  language: 'Which language shall I speak with you? A channel’s digests have a language of their own, in its menu.',
  languageSet: '✅ I speak English with you now.',

  importWhat: (channel: string) =>
    `Send me an OPML file or a list of addresses for ${bold(channel)}, or a file that /export gave you.`,
  importing: (number: number, channel: string) => `📥 ${feeds(number)} in the file; saving them to ${bold(channel)} …`,
  imported,
  importProgress,
  restored: (channel: string) => `✅ ${bold(channel)} has the settings of the file now.`,
  importUnreadable:
    'I can make nothing of that file. I read OPML, lists of addresses, and what /export gives; up to 1 MB.',
  exported: (channel: string) => `The feeds of ${bold(channel)} for any reader, and all of its settings for /import.`,
  exportFailed: 'Telegram did not take the file. Please try again in a minute.',

  owners: (named: number, owners: readonly Owner[]) => {
    const list = owners.map(({ person, name }) => `• ${bold(name || String(person))} (${code(String(person))})`)
    const operator =
      named === 0 ? [] : [`The operator has named ${count(named, { one: 'owner', other: 'owners' })} in OWNER_IDS.`]
    return [`👥 <b>Owners of this bot</b>`, ...operator, ...list, 'An invitation lets one person in.'].join('\n')
  },
  invitation: (link: string) => `Send this link to the person: it works once, for two days.\n${e(link)}`,
  joined: '🔑 Welcome! You may use this bot now. /start shows how to begin.',
  ownersOnly: 'Only the owners of this bot may do that.',
  dismissed: (name: string) => `${bold(name)} may not use this bot any more. Their channels go on as they are.`,
  readmitted: (name: string) => `✅ ${bold(name)} may use this bot again.`,
  tooManyChannels: (most: number) =>
    `You have ${count(most, { one: 'channel', other: 'channels' })}, which is as many as this bot gives to one person.`,
  tooManyFeeds: (most: number, channel: string | null) =>
    `${channel === null ? 'You have' : `The administrator who registered ${bold(channel)} has`} ${feeds(most)}, which is as many as this bot gives to one person. /remove one first.`,

  addToWhich: (address: string) => `Add ${code(address)} to which channel?`,
  confirmHere: 'I cannot see who speaks for this group. Whoever it is: press the button to confirm it in private.',
} satisfies Partial<Words>
