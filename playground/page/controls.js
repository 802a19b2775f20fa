/** The controls: publish, show what happened, change the person, switch chats, create a channel. */
import { avatar, botAvatar, byId, clockTime, el, reconcile } from './dom.js'
import { showItems } from './item-cards.js'
import { texts } from './language.js'

/** @param actions publish(title?), chooseFeed(name), choosePerson(person), open(chat), newChannel(), copy(text) */
export function controls(actions) {
  byId('publish').addEventListener('click', () => actions.publish())
  const own = byId('own')
  own.addEventListener('submit', async (event) => {
    event.preventDefault()
    const title = byId('own-title').value.trim()
    if (title === '') return
    own.reset()
    const { ok } = await actions.publish(title)
    if (!ok && byId('own-title').value === '') byId('own-title').value = title
  })
  byId('new-channel').addEventListener('click', () => actions.newChannel())

  /** @param view { person, channel, feed, unread(chat) } */
  return function show(state, view) {
    showChoice(byId('feeds'), 'feed', feedChoices(state, view, actions))
    showChoice(byId('people'), 'person', peopleChoices(state, view, actions))
    showItems(state)
    showChats(state, view, actions)
  }
}

function feedChoices(state, view, actions) {
  return state.feeds.map(({ name, title, address, items, times, unchanged, pushed }) => ({
    key: name,
    checked: view.feed === name,
    title,
    note: texts.feedNote(items, times, pushed),
    hint: texts.feedHint(times, unchanged, pushed),
    choose: () => actions.chooseFeed(name),
    extra: { text: texts.copyUrl, title: address, run: () => actions.copy(address) },
  }))
}

function peopleChoices(state, view, actions) {
  return state.people.map(({ id, name }) => ({
    key: id,
    checked: view.person === id,
    title: name,
    note: id === state.owner ? texts.ownerNote : texts.strangerNote,
    choose: () => actions.choosePerson(id),
  }))
}

/** Radio buttons. Only their texts are updated later, so that they keep the focus. */
function showChoice(fieldset, group, choices) {
  for (const { key, checked, title, note, hint, choose, extra } of choices) {
    const id = `${group}-${key}`
    if (document.getElementById(id) === null) {
      const radio = el('input', { type: 'radio', name: group, id, on: { change: choose } })
      const words = el('label', { for: id }, [el('b', { text: title }), el('small')])
      const button =
        extra &&
        el('button', { type: 'button', class: 'quiet', text: extra.text, title: extra.title, on: { click: extra.run } })
      fieldset.append(el('div', {}, [radio, words, ...(button ? [button] : [])]))
    }
    const radio = byId(id)
    radio.checked = checked
    const small = radio.nextElementSibling.lastElementChild
    small.textContent = note
    small.title = hint ?? ''
  }
}

function showChats(state, view, actions) {
  const started = state.chats.map(({ id }) => id)
  const notStarted = state.people
    .filter(({ id }) => !started.includes(id))
    .map(({ id }) => ({ id, type: 'private', title: state.bot.name }))
  const rows = [...state.chats, ...notStarted].map((chat) => {
    const last = state.messages[chat.id]?.at(-1)
    const person = state.people.find(({ id }) => id === chat.id)
    return {
      key: chat.id,
      value: {
        chat: { id: chat.id, type: chat.type },
        title: chat.type === 'private' ? `${chat.title} ↔ ${person?.name ?? ''}` : chat.title,
        preview:
          last === undefined ? (chat.type === 'private' ? texts.notStarted : texts.noPosts) : textOf(last).slice(0, 80),
        time: last === undefined ? '' : clockTime(last.date * 1000),
        current: chat.id === view.person || chat.id === view.channel,
        unread: view.unread(chat.id),
      },
    }
  })
  reconcile(byId('chats'), rows, ({ chat, title, preview, time, current, unread }) =>
    el('li', {}, [
      el(
        'button',
        { type: 'button', 'aria-current': current ? 'true' : undefined, on: { click: () => actions.open(chat) } },
        [
          chat.type === 'private' ? botAvatar() : avatar(chat.id, title),
          el('span', {}, [el('b', { text: title }), el('small', { text: preview })]),
          el('span', { class: 'side' }, [
            el('small', { text: time }),
            ...(unread > 0 ? [el('em', { text: String(unread), title: texts.unread(unread) })] : []),
          ]),
        ],
      ),
    ]),
  )
}

function textOf({ service, text }) {
  return service === null ? text : texts.services[service.kind](service.name)
}
