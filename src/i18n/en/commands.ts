/** English: what each command does, with examples. */
import type { Words } from '../vocabulary.ts'

export const commands: Words['commands'] = {
  start: {
    usage: '',
    does: 'open the menu',
    examples: [['/start', 'your channels, and in each its feeds, filter, digests, look and language']],
  },
  help: {
    usage: 'COMMAND',
    does: 'what I can do',
    examples: [['/help filter', 'what a filter can say, with examples']],
  },
  channels: {
    usage: '',
    does: 'your channels, and how to add one',
    examples: [['@name', 'sent by itself, or a post forwarded from a channel, adds the channel']],
  },
  use: {
    usage: '@channel',
    does: 'choose the channel that commands are about',
    examples: [
      ['/use @morning_news', 'commands are about that channel from now on'],
      ['/list @morning_news', 'only this once'],
    ],
  },
  add: {
    usage: 'URL',
    does: 'add a feed, or the feed of a page',
    examples: [
      ['/add bbc.com/news', 'the feed of a site'],
      ['/add youtube.com/@name', 'a channel of YouTube; of Telegram with t.me/name'],
      ['/add github.com/owner/name', 'the releases of a repository'],
    ],
  },
  remove: {
    usage: 'NUMBER',
    does: 'remove a feed',
    examples: [
      ['/remove 2', 'the second in /list'],
      ['/remove BBC News', 'by its title or address'],
    ],
  },
  list: {
    usage: '',
    does: 'the feeds, their numbers and their state',
    examples: [['/list', '🟢 fine · ⚪️ not read yet · 🔴 failing · ⛔ gone']],
  },
  filter: {
    usage: 'WORDS',
    does: 'choose by keywords: rain "north sea" -sport',
    examples: [
      ['/filter rain snow', 'both words'],
      ['/filter rain | snow', 'either; a comma or a new line will do as well'],
      ['/filter "north sea"', 'a phrase'],
      ['/filter -sport', 'everything but this'],
      ['/filter russ*', 'how a word begins'],
      ['/filter title:kim', 'only there; also summary, author, category, source, link'],
      ['/filter /kim (jong|yo)/', 'a regular expression'],
      ['/filter (rain | snow) -sport', 'a group'],
      ['/filter #2 -sport', 'for feed 2 only'],
      ['/filter off', 'everything'],
    ],
  },
  digest: {
    usage: 'live | 08:00 18:30 | every 3h',
    does: 'when headlines are sent, and how they look',
    examples: [
      ['/digest live', 'as they come; /digest live 30m at most every half hour'],
      ['/digest 08:00 18:30', 'at these times of day'],
      ['/digest mon-fri 08:00, sat 10:00', 'on weekdays'],
      ['/digest every 3h', 'counted from midnight'],
      ['/digest timezone Berlin', 'by the clock of a city'],
      ['/digest quiet 23:00-07:00', 'held meanwhile, not lost'],
      ['/digest silent on', 'no sound'],
      ['/digest max 20', 'at most so many headlines in one digest'],
      ['/digest layout cards', 'a message for each headline, with picture and summary'],
      ['/digest template {title} — {source}', 'how a headline reads'],
      ['/digest footer Read more at example.com', 'a last line'],
      ['/digest hashtags on', 'categories as hashtags'],
      ['/digest sources off', 'without the names of feeds'],
    ],
  },
  preview: {
    usage: '',
    does: 'what waits for the next digest',
    examples: [['/preview', 'as the channel will see it; nothing is sent there']],
  },
  pause: {
    usage: '',
    does: 'send nothing for now',
    examples: [['/pause', 'headlines are kept for up to 7 days']],
  },
  resume: {
    usage: '',
    does: 'send again',
    examples: [['/resume', 'asks first where many headlines have waited']],
  },
  links: {
    usage: 'headline | visible | original',
    does: 'what headlines link to',
    examples: [
      ['/links headline', 'the headline is a short link'],
      ['/links visible', 'the short link stands behind it'],
      ['/links original', 'no short links'],
    ],
  },
  why: {
    usage: 'LINK or WORDS',
    does: 'what became of an item, and why',
    examples: [
      ['/why storm schools', 'what has these words in its headline or summary'],
      ['/why https://example.com/story', 'by its link, or that of the post'],
    ],
  },
  stories: {
    usage: 'on | off',
    does: 'one story of several feeds as one headline',
    examples: [['/stories off', 'every feed’s own headline']],
  },
  reading: {
    usage: 'on | off',
    does: 'articles on quiet pages of ours',
    examples: [
      ['/reading on', 'full texts of what comes in from now on, behind the 📖, for 30 days'],
      ['/reading off', 'no texts are kept'],
    ],
  },
  page: {
    usage: 'on | off',
    does: 'the channel as a web page and as feeds',
    examples: [
      ['/page on', 'the last 48 hours, to be read and subscribed to'],
      ['/page off', 'nothing of it is shown'],
    ],
  },
  top: {
    usage: '',
    does: 'the week’s most opened headlines',
    examples: [['/top', 'by short links opened, where the operator has them counted']],
  },
  retract: {
    usage: 'LINK',
    does: 'take a headline back',
    examples: [
      ['/retract https://example.com/story', 'strikes it out, deletes its post, or takes it out of what waits'],
    ],
  },
  import: {
    usage: '',
    does: 'take up an OPML file, or what /export gave',
    examples: [['/import', 'or send me the file; a list of addresses will do as well']],
  },
  export: {
    usage: '',
    does: 'the feeds as OPML, all settings as JSON',
    examples: [['/export', 'two files, which /import takes up again']],
  },
  language: {
    usage: '',
    does: 'the language I speak with you',
    examples: [['/language 中文', 'a channel’s digests have a language of their own, in the menu']],
  },
  quota: {
    usage: '',
    does: 'what the day has cost of the plan’s quotas',
    examples: [['/quota', 'spent, expected, and what is slowed down']],
  },
  move: {
    usage: 'CELL',
    does: 'take a channel over to another cell',
    examples: [['/move 2', 'its feeds, and what waits, go with it']],
  },
}
