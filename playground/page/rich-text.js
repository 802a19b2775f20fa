/** A message's text and entities as elements, as Telegram shows them; the text is never read as HTML. */
import { el, timeIn } from './dom.js'
import { texts } from './language.js'
import { telegramTarget } from './telegram-links.js'

const elements = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}
/** Blocks end their line, so that the line end after them is not shown. */
const blocks = new Set(['blockquote', 'expandable_blockquote', 'pre'])

/**
 * @param actions command(text) for a tapped /command, telegram(target, address) for a tapped link to Telegram
 * @returns nodes; entities are nested or apart, never overlapping
 */
export function richText(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  return nodes(text, 0, text.length, sorted, actions)
}

function nodes(text, from, to, entities, actions) {
  const made = []
  let at = from
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i]
    const end = Math.min(to, entity.offset + entity.length)
    const inside = []
    let next = i + 1
    while (next < entities.length && entities[next].offset < end) inside.push(entities[next++])
    if (entity.offset > at) made.push(document.createTextNode(text.slice(at, entity.offset)))
    const children = nodes(text, entity.offset, end, inside, actions)
    made.push(element(entity, text.slice(entity.offset, end), children, actions))
    at = end < to && blocks.has(entity.type) && text[end] === '\n' ? end + 1 : end
    i = next
  }
  if (at < to) made.push(document.createTextNode(text.slice(at, to)))
  return made
}

function element(entity, words, children, actions) {
  switch (entity.type) {
    case 'text_link':
      return link(entity.url, children, actions)
    case 'url':
      return link(/^[a-z][\w+.-]*:/iu.test(words) ? words : `https://${words}`, children, actions)
    case 'bot_command':
      return el('button', { type: 'button', class: 'link', on: { click: () => actions.command(words) } }, children)
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'email':
    case 'text_mention':
      return el('span', { class: 'link' }, children)
    case 'date_time':
      return time(entity, children)
    case 'expandable_blockquote':
      return expandable(children)
    case 'spoiler':
      return el('span', { class: 'spoiler', tabindex: '0' }, children)
    default:
      return el(elements[entity.type] ?? 'span', {}, children)
  }
}

/** A time by the reader's own clock and language, unless its format is empty: core.telegram.org/bots/api#date-time-entity-formatting */
function time({ unix_time: unix, date_time_format: format = '' }, children) {
  const date = new Date(unix * 1000)
  const shown = format === '' ? children : [document.createTextNode(timeIn(date, format))]
  return el('time', { datetime: date.toISOString(), title: timeIn(date, 'wDT') }, shown)
}

/** A quote that is cut until it is pressed. */
export function expandable(children) {
  const inside = el('div', {}, children)
  const opener = el('button', {
    type: 'button',
    text: '⌄',
    title: texts.expand,
    'aria-label': texts.expand,
    'aria-expanded': 'false',
    on: {
      click: () => {
        const isOpen = quote.classList.toggle('open')
        opener.setAttribute('aria-expanded', String(isOpen))
      },
    },
  })
  const quote = el('blockquote', { class: 'expandable' }, [inside, opener])
  // A short quote needs no button.
  new ResizeObserver(() => {
    if (!quote.classList.contains('open')) opener.hidden = inside.scrollHeight <= inside.clientHeight
  }).observe(inside)
  return quote
}

/** Only web addresses become links; those of Telegram stay in this page. */
export function link(address, children, actions) {
  const target = telegramTarget(address)
  if (target !== null) {
    const click = () => actions.telegram(target, address)
    return el('button', { type: 'button', class: 'link', title: address, on: { click } }, children)
  }
  const safe = URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol)
  if (!safe) return el('span', { class: 'link' }, children)
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer', title: address }, children)
}
