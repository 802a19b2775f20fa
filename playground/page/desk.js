/** The controls: publish, follow an item, change the person, switch chats, create a channel. */
import { avatar, botAvatar, byId, clockTime, el, exactTime, reconcile } from './dom.js'

/** @param acts publish(title?), intoFeed(name), play(person), open(chat), further(), copy(text) */
export function desk(acts) {
  byId('publish').addEventListener('click', () => acts.publish())
  const own = byId('own')
  own.addEventListener('submit', async (event) => {
    event.preventDefault()
    const title = byId('own-title').value.trim()
    if (title === '') return
    own.reset()
    const { ok } = await acts.publish(title)
    if (!ok && byId('own-title').value === '') byId('own-title').value = title
  })
  byId('further').addEventListener('click', () => acts.further())

  /** @param view { person, channel, feed, unread(chat) } */
  return function show(state, view) {
    showChoice(byId('feeds'), 'feed', feedChoices(state, view, acts))
    showChoice(byId('people'), 'person', peopleChoices(state, view, acts))
    showStory(state)
    showChats(state, view, acts)
  }
}

function feedChoices(state, view, acts) {
  return state.feeds.map(({ name, title, address, items, times, unchanged }) => ({
    key: name,
    checked: view.feed === name,
    title,
    note: `${items} items · read ${times}×`,
    hint: `Nothing had changed ${unchanged} of ${times} times: the answer was 304`,
    choose: () => acts.intoFeed(name),
    extra: { text: 'Copy URL', title: address, act: () => acts.copy(address) },
  }))
}

function peopleChoices(state, view, acts) {
  return state.people.map(({ id, name }) => ({
    key: id,
    checked: view.person === id,
    title: name,
    note: id === state.owner ? 'owner of the bot' : 'no rights',
    choose: () => acts.play(id),
  }))
}

/** Radio buttons whose notes change while in use, so only texts are updated after the first time. */
function showChoice(fieldset, group, choices) {
  for (const { key, checked, title, note, hint, choose, extra } of choices) {
    const id = `${group}-${key}`
    if (document.getElementById(id) === null) {
      const radio = el('input', { type: 'radio', name: group, id, on: { change: choose } })
      const words = el('label', { for: id }, [el('b', { text: title }), el('small')])
      const button =
        extra &&
        el('button', { type: 'button', class: 'quiet', text: extra.text, title: extra.title, on: { click: extra.act } })
      fieldset.append(el('div', {}, [radio, words, ...(button ? [button] : [])]))
    }
    const radio = byId(id)
    radio.checked = checked
    const small = radio.nextElementSibling.lastElementChild
    small.textContent = note
    small.title = hint ?? ''
  }
}

function showStory({ story }) {
  const lines = story.map((line, place) => ({ key: `${line.at} ${line.kind} ${line.place} ${place}`, value: line }))
  const list = byId('story')
  if (lines.length === 0) {
    reconcile(list, [{ key: 'none', value: 0 }], () =>
      el('li', { class: 'none', text: 'Publish an item: how long it takes to the channel is written here.' }),
    )
    return
  }
  // Newest on top.
  reconcile(list, lines.reverse(), ({ at, kind, title, place, seconds }) =>
    el('li', { class: kind }, [
      el('time', { text: exactTime(at) }),
      el('span', {}, [
        el('b', { text: kind === 'published' ? `Published in ${place}` : `In ${place} after ${seconds}\u00A0s` }),
        el('span', { dir: 'auto', text: title }),
      ]),
    ]),
  )
}

function showChats(state, view, acts) {
  const started = state.chats.map(({ id }) => id)
  const notYet = state.people
    .filter(({ id }) => !started.includes(id))
    .map(({ id }) => ({ id, type: 'private', title: state.bot.name }))
  const rows = [...state.chats, ...notYet].map((chat) => {
    const last = state.messages[chat.id]?.at(-1)
    const person = state.people.find(({ id }) => id === chat.id)
    return {
      key: chat.id,
      value: {
        chat: { id: chat.id, type: chat.type },
        title: chat.type === 'private' ? `${chat.title} ↔ ${person?.name ?? ''}` : chat.title,
        preview:
          last === undefined
            ? chat.type === 'private'
              ? 'not started yet'
              : 'no posts yet'
            : (last.service ?? last.text).slice(0, 80),
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
        { type: 'button', 'aria-current': current ? 'true' : undefined, on: { click: () => acts.open(chat) } },
        [
          chat.type === 'private' ? botAvatar() : avatar(chat.id, title),
          el('span', {}, [el('b', { text: title }), el('small', { text: preview })]),
          el('span', { class: 'side' }, [
            el('small', { text: time }),
            ...(unread > 0 ? [el('em', { text: String(unread), title: `${unread} unread` })] : []),
          ]),
        ],
      ),
    ]),
  )
}
