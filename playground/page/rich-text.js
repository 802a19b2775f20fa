/** A message's text and entities as elements, as Telegram shows them; the text is never read as HTML. */
import { el } from './dom.js'
import { telegramTarget } from './telegram-links.js'

const elements = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
}

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
    at = end
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
      return el('time', { datetime: new Date(entity.unix_time * 1000).toISOString() }, children)
    case 'spoiler':
      return el('span', { class: 'spoiler', tabindex: '0' }, children)
    default:
      return el(elements[entity.type] ?? 'span', {}, children)
  }
}

/** Only web addresses become links; those of Telegram stay in this page. */
function link(address, children, actions) {
  const target = telegramTarget(address)
  if (target !== null) {
    const click = () => actions.telegram(target, address)
    return el('button', { type: 'button', class: 'link', title: address, on: { click } }, children)
  }
  const safe = URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol)
  if (!safe) return el('span', { class: 'link' }, children)
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer', title: address }, children)
}
