/** Formats a headline as a line of a digest or as a card, by the owner's template or the layout's. */

import type { Headline } from '../headline.ts'
import { limits } from '../limits.ts'
import type { LinkStyle, Look } from '../look.ts'
import { detected } from '../text/detected-entities.ts'
import { discussionOf } from '../text/discussion.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { shortLine, titleLine } from '../text/telegram-html.ts'
import { webAddress } from '../text/web-address.ts'
import { hashtagsOf } from './hashtags.ts'
import { anchor, type Block, sizeOf } from './message-block.ts'
import { quotedSummary } from './quoted-summary.ts'
import { type Placeholder, parseTemplate, type Template } from './template.ts'

/** How lines are formatted. */
export interface LineInput {
  readonly links: LinkStyle
  /** Public address without a trailing slash; null: headlines link to the originals in any style. */
  readonly linkBase: string | null
  readonly layout: Look['layout']
  readonly template: Template
  /** A mark behind the title leads to the discussion, unless the template has a place for it. */
  readonly comments: boolean
  /** Lines have the beginning of the summary below them, unless the template has a place for it. */
  readonly summaries: boolean
  /** Title of a headline that has none. */
  readonly untitled: string
  /** `(also: NYT, Chosun)` for these names. */
  readonly also: (sources: readonly string[]) => string
  /** Code of the post that the lines become a part of, for links to reading pages; null: none. */
  readonly post?: string | null
  /** A card's summary has at most this length; absent: it is as long as the item's. */
  readonly summaryUnits?: number
  /** Day and time in the channel's language and time zone. */
  readonly when: (at: number) => { readonly day: string; readonly clock: string }
}

/** A headline, and those of other feeds with the same story. */
export interface DigestLine {
  readonly lead: Headline
  readonly others: readonly Headline[]
}

/** Links to the reading page. */
const readingMark = '📖'
/** Links to the discussion. */
const discussionMark = '💬'
/** A code that needs no escaping in a path. */
const codePattern = /^[\w-]{1,64}$/
/** What is inserted last. */
const inserted = ['title', 'link', 'also', 'comments'] as const
type Inserted = Readonly<Record<(typeof inserted)[number], string>>
/** Private-use characters that stand for title, link, other names and discussion while the text around them is tidied. */
const standIns: Readonly<Partial<Record<Placeholder, string>> & Inserted> = {
  title: '\ue000',
  link: '\ue001',
  also: '\ue003',
  comments: '\ue004',
}
/** Marks an empty field. */
const empty = '\ue002'
/** The first of the characters that stand for other names. */
const firstName = 0xe010

const part = (field: Placeholder) => ({ field })
const defaults: Readonly<Record<Look['layout'], Template>> = {
  headlines: ['• ', part('title'), ' ', part('also'), ' ', part('tags')],
  cards: [part('title'), ' ', part('also'), '\n', part('summary'), '\n', part('source'), ' ', part('tags')],
  rich: [part('title'), ' ', part('also'), ' ', part('tags')],
}

type TemplateLook = Pick<Look, 'layout' | 'template' | 'sources' | 'hashtags'>

/** A channel's template; the layout's if the channel has none, or if it no longer parses. */
export function templateOf({ layout, template, sources, hashtags }: TemplateLook): Template {
  const parsed = template === '' ? null : parseTemplate(template)
  const chosen = parsed?.ok === true ? parsed.value : defaults[layout]
  // The settings for hashtags and sources do not apply to an owner's template.
  if (template !== '') return chosen
  return chosen.filter(
    (part) =>
      typeof part === 'string' || !((part.field === 'tags' && !hashtags) || (part.field === 'source' && !sources)),
  )
}

/** Whether a channel's lines name the other feeds that have a story. */
export function showsOtherFeeds(look: TemplateLook): boolean {
  return showsField(templateOf(look), 'also')
}

function showsField(template: Template, field: Placeholder): boolean {
  return template.some((part) => typeof part !== 'string' && part.field === field)
}

/** Splits a line with too many headlines. */
export function splitLine({ lead, others }: DigestLine, how: LineInput): readonly DigestLine[] {
  let units = 0
  const end = others.findIndex((other, at) => {
    units += targetsOf(other, how).target?.length ?? 0
    return at >= limits.digest.othersALine || units > limits.digest.otherAddressUnits
  })
  const [next, ...rest] = end < 0 ? [] : others.slice(end)
  if (next === undefined) return [{ lead, others }]
  return [{ lead, others: others.slice(0, end) }, ...splitLine({ lead: next, others: rest }, how)]
}

/** The addresses of a headline: `target` for its title, `bare` for a link shown as such. */
export function targetsOf({ link, code, reading: path }: Headline, { linkBase, links, post = null }: LineInput) {
  const original = webAddress(link)
  const short = original === null || linkBase === null || !codePattern.test(code) ? null : `${linkBase}/${code}`
  const query = post === null ? '' : `?digest=${post}`
  const reading = path !== null && linkBase !== null ? `${linkBase}/${path}${query}` : null
  // A headline without a link leads to its reading page.
  const leading = original ?? reading
  const target = links === 'original' ? leading : (short ?? leading)
  const bare = short ?? (leading !== null && leading.length <= limits.digest.bareLinkUnits ? leading : null)
  return { original, short, reading, target, bare }
}

/** The name of another feed with the story, which links to that feed's article. */
interface OtherFeed extends Pick<Block, 'html' | 'plain'> {
  readonly target: string | null
  readonly text: string
}

function otherFeed(headline: Headline, how: LineInput): OtherFeed {
  const { target, bare } = targetsOf(headline, how)
  const host = URL.canParse(headline.feed) ? new URL(headline.feed).host : ''
  const text = nameLine(headline.source) || nameLine(host)
  const html = target === null ? escapeHtml(text) : anchor(target, text)
  return { text, target, html, plain: bare === null ? text : `${text} ${bare}` }
}

function nameLine(name: string): string {
  return safeLine(name, limits.digest.otherNameUnits, 1)
}

/** A line in both forms, and the part of each other feed in it. */
export function lineBlocks(line: DigestLine, how: LineInput) {
  const others = line.others.map((other) => otherFeed(other, how))
  // If the first feed's item has no discussion, another's is that of the same story.
  const discussion = [line.lead, ...line.others]
    .map((each) => discussionOf({ link: line.lead.link, comments: discussionOf(each) }))
    .find((found) => found !== null && found.length <= limits.digest.bareLinkUnits)
  return { block: headlineBlock(line.lead, others, discussion ?? null, how), others }
}

function headlineBlock(
  headline: Headline,
  others: readonly OtherFeed[],
  discussion: string | null,
  input: LineInput,
): Block {
  const { template, layout } = input
  const isCard = layout === 'cards'
  const title = titleLine(headline.shown?.title ?? headline.title, input.untitled)
  const written = headline.shown?.original ?? null
  const original = written === null ? null : titleLine(written, input.untitled)
  const { original: article, short, reading, target: leading, bare } = targetsOf(headline, input)
  const isVisible = short !== null && input.links === 'visible'
  const target = isVisible ? null : leading
  const book = reading === null || article === null ? '' : ` ${anchor(reading, readingMark)}`
  const unlinked = headline.also.slice(0, limits.digest.othersALine).map((name): OtherFeed => {
    const text = nameLine(name)
    return { text, target: null, html: escapeHtml(text), plain: text }
  })
  const names = [...others, ...unlinked]
  const also = names.length === 0 ? '' : input.also(names.map((_, at) => String.fromCharCode(firstName + at)))
  const alsoAs = (form: 'html' | 'plain' | 'text', escapeText: (text: string) => string) =>
    escapeText(also).replace(/[\ue010-\ue02f]/gu, (name) => names[name.charCodeAt(0) - firstName]?.[form] ?? '')

  const hasPlace = showsField(template, 'comments')
  const talk = discussion !== null && (hasPlace || input.comments) ? discussion : null
  const talkMark = talk === null ? '' : anchor(talk, discussionMark)
  const talkPlain = talk === null ? '' : `${discussionMark} ${talk}`
  const quote = input.summaries && !isCard && !showsField(template, 'summary') ? quotedSummary(headline) : null

  const showsLink = showsField(template, 'link')
  const linkLine = isVisible && !showsLink ? short : null
  const textOf = (part: Template[number]) => {
    if (typeof part === 'string') return part
    if ((part.field === 'also' && also === '') || (part.field === 'comments' && talk === null)) return empty
    return standIns[part.field] ?? (fieldOf(part.field, headline, input) || empty)
  }
  const frame = tidied(template.map(textOf).join(''))
  // Title, links and names may contain any character, so they are inserted last.
  const filled = (values: Inserted, escapeText: (text: string) => string) =>
    frame.replace(/[^\ue000\ue001\ue003\ue004]+|./gu, (part) => {
      const field = inserted.find((each) => standIns[each] === part)
      return field === undefined ? escapeText(part) : values[field]
    })
  const asIs = (text: string) => text
  const linkedTitle = target === null ? escapeHtml(title) : anchor(target, title)
  const originalHtml = original === null ? '' : ` <i>(${escapeHtml(original)})</i>`
  const behind = book + (talkMark === '' || hasPlace ? '' : ` ${talkMark}`)
  const html = [
    filled(
      {
        title: (isCard ? `<b>${linkedTitle}</b>` : linkedTitle) + originalHtml + behind,
        link: bare === null ? '' : anchor(bare, bare),
        also: alsoAs('html', escapeHtml),
        comments: talkMark,
      },
      escapeHtml,
    ),
    linkLine === null ? '' : anchor(linkLine, linkLine),
    quote === null ? '' : `<blockquote expandable>${escapeHtml(quote)}</blockquote>`,
  ]
  const plain = [
    filled(
      {
        title: original === null ? title : `${title} (${original})`,
        link: bare ?? '',
        also: alsoAs('plain', asIs),
        comments: talkPlain,
      },
      asIs,
    ),
    quote ?? '',
    bare === null || showsLink ? '' : bare,
    hasPlace ? '' : talkPlain,
  ]
  const has = [
    ...[target !== null, isCard, linkLine !== null, showsLink],
    ...[book !== '', talk !== null, quote !== null, original !== null],
  ]
  const own = has.filter((each) => each).length
  // Each entity in a bold title splits it in two.
  const inOriginal = original === null ? 0 : detected(original)
  const inTitle = (target === null ? detected(title) * (isCard ? 2 : 1) : 0) + 2 * inOriginal
  const inPlain = detected(title) + inOriginal + (bare === null ? 0 : 1) + (talk === null ? 0 : 1)
  const linkedNames = showsField(template, 'also') ? others.filter((other) => other.target !== null) : []
  const rest = filled({ title: '', link: '', also: alsoAs('text', asIs), comments: '' }, asIs)
  const entities = Math.max(own + inTitle, inPlain) + linkedNames.length + detected(rest) + detected(quote ?? '')
  const plainText = linesOf(plain)
  // Without its tags, the HTML is no longer than the plain text with its links, except for the reading mark.
  const units = plainText.length + 1 + (book === '' ? 0 : readingMark.length + 1)
  const addresses = [target, linkLine, showsLink ? bare : null, book === '' ? null : reading, talk]
  addresses.push(...linkedNames.map((other) => other.target))
  return { html: linesOf(html), plain: plainText, ...sizeOf(units, entities, addresses.join('')) }
}

/** Lines that are not empty. */
function linesOf(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n')
}

/** One line without stand-ins. */
function safeLine(text: string, units: number, entities: number): string {
  return shortLine(text.replace(/[\ue000-\ue02f]/gu, ''), units, entities)
}

/** A field's text. Call it only for fields of the template, as formatting dates is slow. */
function fieldOf(field: Placeholder, headline: Headline, { layout, when, summaryUnits }: LineInput): string {
  const { nameUnits, lineSummaryUnits, summaryEntities } = limits.digest
  switch (field) {
    case 'title':
    case 'link':
    case 'also':
    case 'comments':
      return ''
    case 'source':
      return safeLine(headline.source, nameUnits, 1)
    case 'summary':
      return safeLine(
        headline.summary,
        layout === 'cards' ? (summaryUnits ?? limits.feed.summaryUnits) : lineSummaryUnits,
        summaryEntities,
      )
    case 'author':
      return safeLine(headline.author ?? '', nameUnits, 1)
    case 'date':
      return headline.published === null ? '' : when(headline.published).day
    case 'time':
      return headline.published === null ? '' : when(headline.published).clock
    case 'tags':
      return hashtagsOf(headline.categories)
  }
}

/** Removes traces of empty fields: lines without other text, empty brackets, separators at the end of a line. */
function tidied(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes(empty) || /[\p{L}\p{N}\ue000\ue001\ue003\ue004]/u.test(line))
    .map((line) =>
      line
        .replaceAll(empty, '')
        .replace(/[([（【]\s*[)\]）】]/gu, '')
        .replace(/[^\S\n]+/gu, ' ')
        .replace(/(?:\s+[-–—·•|/,:]+)+\s*$/u, '')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}
