/** Sets one headline, as a line of a digest or as a card of its own, by the layout's template or its owner's. */
import { limits } from '../limits.ts'
import type { Headline, LinkStyle, Look } from '../model.ts'
import { detected } from '../text/detected-entities.ts'
import { escapeHtml, shortLine, titleLine } from '../text/telegram-html.ts'
import { webAddress } from '../text/web-address.ts'
import { anchor, type Block, costOf } from './block.ts'
import { type Placeholder, parseTemplate, type Template } from './template.ts'

export interface HeadlineInput {
  readonly links: LinkStyle
  /** Public address without a trailing slash; null: headlines link to the originals, whatever the style. */
  readonly linkBase: string | null
  readonly layout: Look['layout']
  readonly template: Template
  /** What stands for a headline without a title. */
  readonly untitled: string
  /** `(also: NYT, Chosun)` of these names. */
  readonly also: (sources: readonly string[]) => string
  /** A day and a time of day, as the channel's readers know them. */
  readonly when: (at: number) => { readonly day: string; readonly clock: string }
}

/** A headline, and those of other feeds that tell the same story. */
export interface DigestLine {
  readonly lead: Headline
  readonly others: readonly Headline[]
}

/** Behind a headline: its text can be read on a page of ours. */
const readingMark = '📖'
/** What stands in a path as it is. */
const codePattern = /^[\w-]{1,64}$/
/** In a plain part, a longer link costs more room than it is worth. */
const bareLinkUnits = 300
/** Private characters that stand for the title, the link and the names of other feeds while the rest is tidied. */
const standIns: Readonly<Partial<Record<Placeholder, string>>> = { title: '\ue000', link: '\ue001', also: '\ue003' }
/** From here on, one for each of those names. */
const firstName = 0xe010
/** What stands for an empty field. */
const nothing = '\ue002'
const nameUnits = 60
const otherNameUnits = 40
/** Maximum headlines gathered in a line, and UTF-16 units of their addresses: a longer line may not fit a message, and is split. */
const othersAtMost = 8
const otherAddressUnits = 1500
/** A line of a digest gives a summary less room than a card does. */
const summaryUnits = { headlines: 200, cards: limits.feed.summaryUnits } as const
const tagsAtMost = 4
/** What Telegram may make links of in texts of others, beside the title. */
const entitiesAtMost = 4

const usual: Readonly<Record<Look['layout'], Template>> = {
  headlines: ['• ', { field: 'title' }, ' ', { field: 'also' }, ' ', { field: 'tags' }],
  cards: [
    { field: 'title' },
    ' ',
    { field: 'also' },
    '\n',
    { field: 'summary' },
    '\n',
    { field: 'source' },
    ' ',
    { field: 'tags' },
  ],
}

/** The template of a channel. One that this code does not understand any more gives way to the layout's own. */
export function templateOf({
  layout,
  template,
  sources,
  hashtags,
}: Pick<Look, 'layout' | 'template' | 'sources' | 'hashtags'>): Template {
  const parsed = template === '' ? null : parseTemplate(template)
  const chosen = parsed?.ok === true ? parsed.value : usual[layout]
  const hides = (part: Template[number]) =>
    typeof part !== 'string' && ((part.field === 'tags' && !hashtags) || (part.field === 'source' && !sources))
  // Whoever writes a placeholder wants it.
  return template === '' ? chosen.filter((part) => !hides(part)) : chosen
}

/** Splits a line that gathers more headlines than fit. */
export function fittingLines({ lead, others }: DigestLine, how: HeadlineInput): readonly DigestLine[] {
  let units = 0
  const isOver = (other: Headline, at: number) => {
    units += targetsOf(other, how).target?.length ?? 0
    return at >= othersAtMost || units > otherAddressUnits
  }
  const end = others.findIndex(isOver)
  const [next, ...rest] = end < 0 ? [] : others.slice(end)
  if (next === undefined) return [{ lead, others }]
  return [{ lead, others: others.slice(0, end) }, ...fittingLines({ lead: next, others: rest }, how)]
}

/** Where a headline leads: `target` from its title, `bare` where links stand as they are. */
function targetsOf({ link, code, reading: path }: Headline, { linkBase, links }: HeadlineInput) {
  const original = webAddress(link)
  const short = original === null || linkBase === null || !codePattern.test(code) ? null : `${linkBase}/${code}`
  const reading = path !== null && linkBase !== null ? `${linkBase}/${path}` : null
  // What leads nowhere else can still be read here.
  const leading = original ?? reading
  const target = links === 'original' ? leading : (short ?? leading)
  const bare = short ?? (leading !== null && leading.length <= bareLinkUnits ? leading : null)
  return { original, short, reading, target, bare }
}

/** A name of another feed that has the story; it leads to that feed's own article. */
interface OtherName extends Pick<Block, 'html' | 'plain'> {
  readonly target: string | null
  readonly text: string
}

function otherName(headline: Headline, how: HeadlineInput): OtherName {
  const { target, bare } = targetsOf(headline, how)
  const host = URL.canParse(headline.feed) ? new URL(headline.feed).host : ''
  const text = safeLine(headline.source, otherNameUnits, 1) || safeLine(host, otherNameUnits, 1)
  const html = target === null ? escapeHtml(text) : anchor(target, text)
  return { text, target, html, plain: bare === null ? text : `${text} ${bare}` }
}

/** A line in both forms, and how those gathered behind the headline that leads stand in it. */
export function lineBlocks(line: DigestLine, how: HeadlineInput) {
  const others = line.others.map((other) => otherName(other, how))
  return { block: headlineBlock(line.lead, others, how), others }
}

function headlineBlock(headline: Headline, others: readonly OtherName[], input: HeadlineInput): Block {
  const title = titleLine(headline.title, input.untitled)
  const { original, short, reading, target: leading, bare } = targetsOf(headline, input)
  const isVisible = short !== null && input.links === 'visible'
  const target = isVisible ? null : leading
  const book = reading === null || original === null ? '' : ` ${anchor(reading, readingMark)}`
  const named = headline.also.slice(0, othersAtMost).map((name): OtherName => {
    const text = safeLine(name, otherNameUnits, 1)
    return { text, target: null, html: escapeHtml(text), plain: text }
  })
  const names = [...others, ...named]
  const also = names.length === 0 ? '' : input.also(names.map((_, at) => String.fromCharCode(firstName + at)))
  const ofAlso = (form: 'html' | 'plain' | 'text', safe: (text: string) => string) =>
    safe(also).replace(/[\ue010-\ue02f]/gu, (name) => names[name.charCodeAt(0) - firstName]?.[form] ?? '')

  const showsLink = showsField(input.template, 'link')
  const linkLine = isVisible && !showsLink ? short : null
  const frame = tidied(
    input.template
      .map((part) =>
        typeof part === 'string'
          ? part
          : part.field === 'also' && also === ''
            ? nothing
            : (standIns[part.field] ?? (fieldOf(part.field, headline, input) || nothing)),
      )
      .join(''),
  )
  // What it stands in for may hold anything, and is put in last.
  const filled = (ofTitle: string, ofLink: string, names: string, safe: (text: string) => string) => {
    const put = new Map([
      [standIns.title, ofTitle],
      [standIns.link, ofLink],
      [standIns.also, names],
    ])
    return frame
      .split(/([\ue000\ue001\ue003])/u)
      .map((part) => put.get(part) ?? safe(part))
      .join('')
  }
  const asIs = (text: string) => text
  const marked = target === null ? escapeHtml(title) : anchor(target, title)
  const ofTitle = (input.layout === 'cards' ? `<b>${marked}</b>` : marked) + book
  const linked = bare === null ? '' : anchor(bare, bare)
  const html =
    filled(ofTitle, linked, ofAlso('html', escapeHtml), escapeHtml) +
    (linkLine === null ? '' : `\n${anchor(linkLine, linkLine)}`)
  const plain = filled(title, bare ?? '', ofAlso('plain', asIs), asIs) + (bare === null || showsLink ? '' : `\n${bare}`)
  const own = [target !== null, input.layout === 'cards', linkLine !== null, showsLink, book !== ''].filter(
    (each) => each,
  ).length
  // A bold title is cut in two by each entity in it.
  const inTitle = target === null ? detected(title) * (input.layout === 'cards' ? 2 : 1) : 0
  const linkedNames = showsField(input.template, 'also') ? others.filter((other) => other.target !== null) : []
  const entities =
    Math.max(own + inTitle, detected(title) + (bare === null ? 0 : 1)) +
    linkedNames.length +
    detected(filled('', '', ofAlso('text', asIs), asIs))
  // Without its tags the HTML is no longer than the plain text, which has the same and the link, but for the mark.
  const units = plain.length + 1 + (book === '' ? 0 : readingMark.length + 1)
  const addresses = [target, linkLine, showsLink ? bare : null, book === '' ? null : reading]
  addresses.push(...linkedNames.map((other) => other.target))
  return { html, plain, ...costOf(units, entities, addresses.join('')) }
}

/** Without what stands in for anything. */
function safeLine(text: string, units: number, entities: number): string {
  return shortLine(text.replace(/[\ue000-\ue02f]/gu, ''), units, entities)
}

/** Whether a channel's lines name the other feeds that have a story: an owner's template may not. */
export function namesOthers(look: Parameters<typeof templateOf>[0]): boolean {
  return showsField(templateOf(look), 'also')
}

function showsField(template: Template, field: Placeholder): boolean {
  return template.some((part) => typeof part !== 'string' && part.field === field)
}

/** A field of a headline, made only where the template shows it: to write a date costs more than all the others. */
function fieldOf(field: Placeholder, headline: Headline, { layout, when }: HeadlineInput): string {
  const line = safeLine
  switch (field) {
    case 'title':
    case 'link':
    case 'also':
      return ''
    case 'source':
      return line(headline.source, nameUnits, 1)
    case 'summary':
      return line(headline.summary, summaryUnits[layout], entitiesAtMost)
    case 'author':
      return line(headline.author ?? '', nameUnits, 1)
    case 'date':
      return headline.published === null ? '' : when(headline.published).day
    case 'time':
      return headline.published === null ? '' : when(headline.published).clock
    case 'tags':
      return tagsOf(headline.categories)
  }
}

/** Categories as hashtags: letters, digits and low lines, not digits alone. */
function tagsOf(categories: readonly string[]): string {
  const tags = categories.flatMap((category) => {
    const word = category
      .normalize('NFC')
      .replace(/['’]/gu, '')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/gu, '')
    return word.length <= 40 && /\p{L}/u.test(word) ? `#${word}` : []
  })
  return [...new Set(tags)].slice(0, tagsAtMost).join(' ')
}

/** Without what empty fields leave behind: lines of nothing else, brackets with nothing in them, signs at the end of a line. */
function tidied(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes(nothing) || /[\p{L}\p{N}\ue000\ue001\ue003]/u.test(line))
    .map((line) => {
      const bare = line.replaceAll(nothing, '').replace(/[([（【]\s*[)\]）】]/gu, '')
      return bare
        .replace(/[^\S\n]+/gu, ' ')
        .replace(/(?:\s+[-–—·•|/,:]+)+\s*$/u, '')
        .trim()
    })
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}
