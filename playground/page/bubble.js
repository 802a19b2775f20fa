/** One entry of a chat as an element: a line for a day or an event, or a message with its picture, text, reactions and buttons. */
import { clockTime, el } from './dom.js'
import { texts } from './language.js'
import { richBlocks } from './rich-message.js'
import { richText } from './rich-text.js'
import { telegramTarget } from './telegram-links.js'

/** @param entry what `conversation` shows: a day, or a message with its place @param isNew it rises into view */
export function bubble(entry, isNew, actions) {
  if (entry.day !== undefined) return el('p', { class: 'service', text: entry.day })
  const { message, mine, follows, named, mayForward, waiting } = entry
  if (message.service !== null)
    return el('p', { class: 'service', text: texts.services[message.service.kind](message.service.name) })
  const parts = []
  if (named) parts.push(el('p', { class: 'name', text: message.name }))
  if (message.origin !== null) parts.push(el('p', { class: 'origin', text: texts.forwardedFrom(message.origin) }))
  if (message.photo !== null) parts.push(photo(message.photo))
  if (message.preview !== null) parts.push(el('p', { class: 'preview', text: `🔗 ${message.preview}` }))
  if (message.document !== null) parts.push(fileLink(message.document))
  const meta = [message.edited ? texts.edited : '', message.silent ? '🔕' : '', clockTime(message.date * 1000)]
  const touch = { command: actions.say, telegram: actions.telegram }
  parts.push(
    el('div', { class: message.rich === null ? 'words' : 'words rich', dir: 'auto' }, [
      ...(message.rich === null
        ? richText(message.text, message.entities, touch)
        : richBlocks(message.rich.children, touch)),
      el('span', { class: 'meta', text: meta.filter((part) => part !== '').join(' ') }),
    ]),
  )
  if (message.reactions.length > 0) parts.push(reactions(message))
  const classes = ['message', mine ? 'mine' : '', follows ? 'follows' : '', isNew ? 'new' : '']
  const block = el('article', { class: classes.filter(Boolean).join(' '), 'aria-label': `${message.name}:` }, [
    el('div', { class: 'bubble' }, parts),
  ])
  if (message.buttons.length > 0) block.append(inlineButtons(message, waiting, actions))
  if (mayForward)
    block.append(
      el('div', { class: 'tools' }, [
        tool('🏆', texts.react, () => actions.react(message.id)),
        tool('↪', texts.forward, () => actions.forward(message.id)),
      ]),
    )
  return block
}

function tool(text, title, click) {
  return el('button', { type: 'button', title, 'aria-label': title, text, on: { click } })
}

/** The page loads nothing from elsewhere, so a photo is a frame that leads to its picture. */
function photo(address) {
  return el('a', { class: 'photo', href: address, target: '_blank', rel: 'noopener noreferrer', title: address }, [
    el('span', { text: `🖼 ${new URL(address).hostname}` }),
  ])
}

function reactions({ reactions: given }) {
  return el(
    'p',
    { class: 'reactions' },
    given.map(({ emoji, count }) => el('span', { text: `${emoji} ${count}` })),
  )
}

function fileLink({ name, text }) {
  const href = URL.createObjectURL(new Blob([text]))
  return el('p', { class: 'document' }, [el('a', { href, download: name, text: `📄 ${name}` })])
}

function inlineButtons(message, waiting, actions) {
  const rows = message.buttons.map((buttons, row) =>
    el(
      'div',
      {},
      buttons.map((button, column) => {
        // A link to Telegram opens here, as it would there.
        const target = button.kind === 'url' ? telegramTarget(button.url) : null
        if (target !== null)
          return el('button', {
            type: 'button',
            text: button.text,
            on: { click: () => actions.telegram(target, button.url) },
          })
        if (button.kind === 'url' && /^https?:\/\//u.test(button.url))
          return el('a', { href: button.url, target: '_blank', rel: 'noopener noreferrer', text: `${button.text} ↗` })
        const press = {
          callback: () => actions.press(message.id, row, column),
          copy_text: () => actions.copy(button.copies),
        }
        return el('button', {
          type: 'button',
          text: button.text,
          class: [button.style, waiting.includes(button.data) ? 'waiting' : ''].filter(Boolean).join(' ') || undefined,
          disabled: press[button.kind] === undefined,
          on: { click: () => press[button.kind]?.() },
        })
      }),
    ),
  )
  return el('div', { class: 'inline', role: 'group', 'aria-label': texts.buttons }, rows)
}
