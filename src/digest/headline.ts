/** Sets one headline, as a line of a digest or as a card of its own, by the layout's template or its owner's. */
import { limits } from '../limits.ts'
import type { Headline, LinkStyle, Look } from '../model.ts'
import { anchor, type Block, costOf } from './block.ts'
import { detected } from './detected.ts'
import { escapeHtml, shortLine, titleLine, trimTo, webAddress } from './html.ts'
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

/** Behind a headline: its text can be read on a page of ours. */
const readingMark = '📖'
/** What stands in a path as it is. */
const codePattern = /^[\w-]{1,64}$/
/** In a plain part, a longer link costs more room than it is worth. */
const bareLinkUnits = 300
/** Private characters that stand for the title and the link while the rest is tidied. */
const standIns: Readonly<Partial<Record<Placeholder, string>>> = { title: '\ue000', link: '\ue001' }
/** What stands for an empty field. */
const nothing = '\ue002'
const nameUnits = 60
const alsoUnits = 160
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

/** A headline in both forms. */
export function headlineBlock(headline: Headline, input: HeadlineInput): Block {
  const title = titleLine(headline.title, input.untitled)
  const original = webAddress(headline.link)
  const { linkBase } = input
  const short =
    original === null || linkBase === null || !codePattern.test(headline.code) ? null : `${linkBase}/${headline.code}`
  const isVisible = short !== null && input.links === 'visible'
  const reading = headline.reading !== null && linkBase !== null ? `${linkBase}/${headline.reading}` : null
  // What leads nowhere else can still be read here.
  const leading = original ?? reading
  const target = isVisible ? null : input.links === 'original' ? leading : (short ?? leading)
  const bare = short ?? (leading !== null && leading.length <= bareLinkUnits ? leading : null)
  const book = reading === null || original === null ? '' : ` ${anchor(reading, readingMark)}`

  const showsLink = input.template.some((part) => typeof part !== 'string' && part.field === 'link')
  const linkLine = isVisible && !showsLink ? short : null
  const frame = tidied(
    input.template
      .map((part) =>
        typeof part === 'string' ? part : (standIns[part.field] ?? (fieldOf(part.field, headline, input) || nothing)),
      )
      .join(''),
  )
  // What it stands in for may hold anything, and is put in last.
  const filled = (ofTitle: string, ofLink: string, safe: (text: string) => string) =>
    frame
      .split(/([\ue000\ue001])/u)
      .map((part) => (part === standIns.title ? ofTitle : part === standIns.link ? ofLink : safe(part)))
      .join('')
  const asIs = (text: string) => text
  const marked = target === null ? escapeHtml(title) : anchor(target, title)
  const ofTitle = (input.layout === 'cards' ? `<b>${marked}</b>` : marked) + book
  const linked = bare === null ? '' : anchor(bare, bare)
  const html = filled(ofTitle, linked, escapeHtml) + (linkLine === null ? '' : `\n${anchor(linkLine, linkLine)}`)
  const plain = filled(title, bare ?? '', asIs) + (bare === null || showsLink ? '' : `\n${bare}`)
  const own = [target !== null, input.layout === 'cards', linkLine !== null, showsLink, book !== ''].filter(
    (each) => each,
  ).length
  // A bold title is cut in two by each entity in it.
  const inTitle = target === null ? detected(title) * (input.layout === 'cards' ? 2 : 1) : 0
  const entities = Math.max(own + inTitle, detected(title) + (bare === null ? 0 : 1)) + detected(filled('', '', asIs))
  // Without its tags the HTML is no longer than the plain text, which has the same and the link, but for the mark.
  const units = plain.length + 1 + (book === '' ? 0 : readingMark.length + 1)
  const addresses = [target, linkLine, showsLink ? bare : null, book === '' ? null : reading]
  return { html, plain, ...costOf(units, entities, addresses.join('')) }
}

/** A field of a headline, made only where the template shows it: to write a date costs more than all the others. */
function fieldOf(field: Placeholder, headline: Headline, { layout, also, when }: HeadlineInput): string {
  const line = (text: string, units: number, entities: number) =>
    shortLine(text.replace(/[\ue000-\ue002]/gu, ''), units, entities)
  switch (field) {
    case 'title':
    case 'link':
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
    case 'also':
      return headline.also.length === 0
        ? ''
        : trimTo(also(headline.also.map((each) => line(each, nameUnits, 1))), alsoUnits)
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
    .filter((line) => !line.includes(nothing) || /[\p{L}\p{N}\ue000\ue001]/u.test(line))
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
