/** One chat as Telegram shows it: bubbles, inline buttons, the message box, and the reply keyboard below. */
import { bubble } from './bubble.js'
import { avatar, botAvatar, byId, dayName, el, reconcile } from './dom.js'
import { texts } from './language.js'

/** Distance to the end in px within which new messages scroll into view. */
const nearEnd = 120

/**
 * @param actions say(text), file(name, text), start(), press(message, row, column), forward(message), react(message), share(request), copy(text), telegram(target, address)
 * @param tool an element at the end of the chat's header
 */
export function conversation(id, actions, tool) {
  const section = byId(id)
  const face = el('div', { class: 'face' })
  const title = el('h2')
  const subtitle = el('p')
  const log = el('div', { class: 'log', role: 'log', 'aria-label': texts.messages, tabindex: '0' })
  const suggestions = el('div', { class: 'suggestions', role: 'group', 'aria-label': texts.tries })
  const box = el('textarea', {
    rows: '1',
    placeholder: texts.message,
    'aria-label': texts.message,
    maxlength: '4096',
    enterkeyhint: 'send',
  })
  const file = el('input', { type: 'file', hidden: true, accept: '.opml,.xml,.json,.txt' })
  const attach = el('button', {
    type: 'button',
    class: 'attach',
    title: texts.sendFile,
    'aria-label': texts.sendFile,
    text: '📎',
    on: { click: () => file.click() },
  })
  file.addEventListener('change', async () => {
    const [chosen] = file.files
    file.value = ''
    if (chosen !== undefined) await actions.file(chosen.name, await chosen.text())
  })
  const form = el('form', { class: 'composer' }, [
    file,
    attach,
    box,
    el('button', { type: 'submit', 'aria-label': texts.send }, [sendIcon()]),
  ])
  const start = el('button', {
    type: 'button',
    class: 'start',
    text: texts.start,
    on: { click: () => actions.start() },
  })
  const muted = el('p', { class: 'muted' })
  const keyboard = el('div', { class: 'keyboard', role: 'group', 'aria-label': texts.keyboard })
  section.append(
    el('header', {}, [face, el('div', {}, [title, subtitle]), ...(tool ? [tool] : [])]),
    log,
    suggestions,
    form,
    start,
    muted,
    keyboard,
  )

  const send = async () => {
    const { value } = box
    if (value.trim() === '') return
    box.value = ''
    grow()
    const { ok } = await actions.say(value.trim())
    // Text that could not be sent stays in the box.
    if (!ok && box.value === '') box.value = value
    grow()
  }
  const grow = () => {
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight, 140)}px`
  }
  box.addEventListener('input', grow)
  box.addEventListener('keydown', (event) => {
    // In an input method, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })

  let shownChat = null
  // Kept here because the log loses its scroll position while a phone shows another view.
  let atEnd = true
  log.addEventListener('scroll', () => {
    if (log.clientHeight > 0) atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd
  })

  /**
   * @param view { chat, title, subtitle, person, messages, waiting, writes: 'box'|'start'|'no', why, keyboard, suggestions, mayForward }
   */
  function show(view) {
    const isOtherChat = shownChat !== view.chat.id
    shownChat = view.chat.id
    if (isOtherChat) {
      log.replaceChildren()
      atEnd = true
    }
    reconcile(face, [{ key: view.chat.id, value: [view.chat.type, view.chat.id, view.title] }], ([type, key, name]) =>
      type === 'private' ? botAvatar() : avatar(key, name),
    )
    title.textContent = view.title
    subtitle.textContent = view.subtitle
    reconcile(log, entriesOf(view), (entry, isNew) => bubble(entry, isNew && !isOtherChat, actions))
    if (atEnd) log.scrollTop = log.scrollHeight

    form.hidden = view.writes !== 'box'
    attach.hidden = view.chat.type !== 'private'
    start.hidden = view.writes !== 'start'
    muted.hidden = view.writes !== 'no'
    muted.textContent = view.why ?? ''
    suggestions.hidden = view.writes !== 'box' || view.suggestions.length === 0
    reconcile(
      suggestions,
      view.suggestions.map((value) => ({ key: value.text, value })),
      ({ text, fill }) => el('button', { type: 'button', text, on: { click: () => suggest(text, fill) } }),
    )
    showKeyboard(view.keyboard)
  }

  function suggest(text, value) {
    return value === undefined ? actions.say(text) : fill(value)
  }

  /** Puts a text into the box, for the person to send. */
  function fill(value) {
    box.value = value
    box.focus()
    grow()
  }

  function showKeyboard(reply) {
    keyboard.hidden = reply === null || form.hidden
    const rows = reply === null ? [] : reply.rows.map((row, key) => ({ key, value: row }))
    reconcile(keyboard, rows, (row) =>
      el(
        'div',
        {},
        row.map(({ text, requestChat }) =>
          el('button', {
            type: 'button',
            text,
            on: { click: () => (requestChat === null ? actions.say(text) : actions.share(requestChat)) },
          }),
        ),
      ),
    )
    box.placeholder = reply?.placeholder ?? texts.message
  }

  return { show, fill }
}

/** Messages with date lines between them, each with all that its appearance depends on. */
function entriesOf({ chat, person, messages, waiting, mayForward }) {
  const entries = messages.length > 0 || chat.type === 'private' ? [] : [{ key: 'none', value: { day: texts.noPosts } }]
  let lastDay = ''
  let before = null
  for (const message of messages) {
    const day = dayName(message.date * 1000)
    if (day !== lastDay) entries.push({ key: `day ${day}`, value: { day } })
    lastDay = day
    const follows =
      before !== null && before.from === message.from && before.service === null && message.date - before.date < 300
    entries.push({
      key: message.id,
      value: {
        message,
        follows,
        mine: message.from === person,
        named: chat.type !== 'private' && !follows,
        mayForward: mayForward && message.service === null,
        waiting: waiting
          .filter((press) => press.chat === chat.id && press.message === message.id)
          .map(({ data }) => data),
      },
    })
    before = message
  }
  return entries
}

function sendIcon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M3.4 20.400 21.500 12.900a1 1 0 0 0 0-1.800L3.400 3.600 3.400 9.500 15 12 3.400 14.500z')
  svg.append(path)
  return svg
}
