/** The page's main module: shows the playground's state, and sends it the person's actions. */

import { controls } from './controls.js'
import { conversation } from './conversation.js'
import { byId, el } from './dom.js'

/** The playground's last state. */
let state = null
/** The person on the page, and the channel shown beside the bot. */
const shown = { person: null, channel: null, feed: 'rss', newChannel: null }
/** Id of the last message seen, by chat. */
const seen = new Map()
const shownAnswers = new Set()

async function act(request) {
  try {
    const answer = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const outcome = await answer.json()
    if (outcome.message !== undefined) toast(outcome.message, !outcome.ok)
    return outcome
  } catch {
    toast('The playground does not answer.', true)
    return { ok: false }
  }
}

const asPerson = (request) => act({ person: shown.person, ...request })

function toast(words, bad = false) {
  const pill = el('p', { class: bad ? 'bad' : undefined, text: words })
  byId('toasts').append(pill)
  setTimeout(() => pill.remove(), 4000 + words.length * 30)
}

async function copy(text) {
  await navigator.clipboard.writeText(text)
  toast('Copied')
}

const showPrivate = conversation('private', {
  say: (text) => asPerson({ act: 'say', text }),
  file: (name, text) => asPerson({ act: 'file', name, text }),
  start: () => asPerson({ act: 'start' }),
  press: (message, row, column) => asPerson({ act: 'press', chat: shown.person, message, row, column }),
  forward: () => {},
  share: chooseChat,
  copy,
})
const membership = el('button', {
  type: 'button',
  class: 'quiet',
  on: {
    click: () => asPerson({ act: membership.dataset.here === 'true' ? 'remove-bot' : 'add-bot', chat: shown.channel }),
  },
})
const showChannel = conversation(
  'channel',
  {
    say: (text) => asPerson({ act: 'say', chat: shown.channel, text }),
    start: () => {},
    press: (message, row, column) => asPerson({ act: 'press', chat: shown.channel, message, row, column }),
    forward: async (message) => {
      const { ok } = await asPerson({ act: 'forward', chat: shown.channel, message })
      if (ok) view('private')
    },
    share: () => {},
    copy,
  },
  membership,
)
const showControls = controls({
  publish: (title) => act({ act: 'publish', feed: shown.feed, title }),
  chooseFeed: (feed) => {
    shown.feed = feed
    show()
  },
  choosePerson: (person) => {
    shown.person = person
    show()
  },
  open: (chat) => {
    if (chat.type === 'private') shown.person = chat.id
    else shown.channel = chat.id
    view(chat.type === 'private' ? 'private' : 'channel')
    show()
  },
  newChannel: async () => {
    const outcome = await asPerson({ act: 'new-channel' })
    if (outcome.show === undefined) return
    // The state with the new channel may arrive later, on the other connection.
    shown.newChannel = outcome.show
    show()
  },
  copy,
})

/** A phone shows one view at a time. */
function view(name) {
  document.body.dataset.view = name
  for (const tab of document.querySelectorAll('.tabs button'))
    tab.setAttribute('aria-pressed', String(tab.dataset.show === name))
  show()
}

function show() {
  if (state === null) return
  const person = state.people.find(({ id }) => id === shown.person) ?? state.people[0]
  const channels = state.chats.filter(({ type }) => type !== 'private')
  if (channels.some(({ id }) => id === shown.newChannel)) {
    shown.channel = shown.newChannel
    shown.newChannel = null
  }
  const channel = channels.find(({ id }) => id === shown.channel) ?? channels[0]
  if (person === undefined || channel === undefined) return
  shown.person = person.id
  shown.channel = channel.id
  noteSeen(person.id, 'private')
  noteSeen(channel.id, 'channel')

  const bot = { id: person.id, type: 'private', title: state.bot.name }
  showPrivate({
    chat: state.chats.find(({ id }) => id === person.id) ?? bot,
    title: state.bot.name,
    subtitle: `bot · you are ${person.name}`,
    person: person.id,
    messages: state.messages[person.id] ?? [],
    waiting: state.waiting,
    writes: person.started ? 'box' : 'start',
    keyboard: state.keyboards[person.id] ?? null,
    suggestions: suggestionsFor(person),
    mayForward: false,
  })
  const mayPost = channel.admins.includes(person.id)
  showChannel({
    chat: channel,
    title: channel.title,
    subtitle: `${channel.type} · ${channel.subscribers} ${channel.subscribers === 1 ? 'subscriber' : 'subscribers'}${channel.botIsHere ? '' : ' · without the bot'}`,
    person: person.id,
    messages: state.messages[channel.id] ?? [],
    waiting: state.waiting,
    writes: mayPost ? 'box' : 'no',
    why: `${person.name} reads this channel; only its admins post.`,
    keyboard: null,
    suggestions: [],
    mayForward: true,
  })
  membership.hidden = !mayPost
  membership.dataset.here = String(channel.botIsHere)
  membership.textContent = channel.botIsHere ? 'Remove the bot' : 'Add the bot'
  showControls(state, { ...shown, unread: unreadOf })
}

/** Suggestions: sent as they are, or put into the box to complete. */
function suggestionsFor({ id }) {
  if (id !== state.owner) return [{ text: '/start' }, { text: '/help' }]
  const feed = state.feeds.find(({ name }) => name === shown.feed)
  return [
    { text: '/help' },
    { text: '/list' },
    { text: '/add …', fill: `/add ${feed?.address ?? ''}` },
    { text: '/add a page', fill: `/add ${state.page}` },
    { text: '/feed …', fill: '/feed 2' },
    { text: '/filter …', fill: '/filter ' },
    { text: '/digest …', fill: '/digest ' },
    { text: '/preview' },
  ]
}

function noteSeen(chat, name) {
  const visible = document.body.dataset.view === name || matchMedia('(min-width: 60rem)').matches
  const last = state.messages[chat]?.at(-1)?.id
  if (visible && last !== undefined) seen.set(chat, last)
}

function unreadOf(chat) {
  const last = seen.get(chat) ?? 0
  return (state.messages[chat] ?? []).filter(({ id, from }) => id > last && from !== chat).length
}

/** The bot's answer to a callback query: a toast, or an alert. */
function showAnswers(first) {
  for (const { id, text, alert } of state.answers) {
    if (shownAnswers.has(id)) continue
    shownAnswers.add(id)
    if (first) continue
    if (alert) {
      byId('notice-words').textContent = text
      byId('notice').showModal()
    } else toast(text)
  }
}

function chooseChat(request) {
  const mine = state.chats.filter(
    ({ type, admins }) =>
      type !== 'private' && (type === 'channel') === request.channel && admins.includes(shown.person),
  )
  const chooser = byId('chooser')
  byId('chooser-list').replaceChildren(
    ...(mine.length === 0 ? [el('li', { text: 'You have no channel yet. Create one with “New channel”.' })] : []),
    ...mine.map(({ id, title }) =>
      el('li', {}, [
        el('button', {
          type: 'button',
          text: title,
          on: {
            click: () => {
              chooser.close()
              void asPerson({ act: 'share', request: request.id, chat: id })
            },
          },
        }),
      ]),
    ),
  )
  chooser.showModal()
}

for (const tab of document.querySelectorAll('.tabs button')) tab.addEventListener('click', () => view(tab.dataset.show))

const cron = { running: true, at: 0, everyMs: 1 }
setInterval(() => {
  // With `npm run dev`, a key starts the next cycle.
  const left = cron.at === null ? 0 : Math.max(0, cron.at - Date.now())
  const rest = cron.at === null ? 'by key' : `${Math.ceil(left / 1000)} s`
  byId('clock-words').textContent = cron.running ? 'reading …' : rest
  byId('clock-hand').style.strokeDashoffset = String(cron.running ? 0 : (100 * left) / (cron.everyMs ?? 1))
  byId('clock').classList.toggle('running', cron.running)
}, 200)

const events = new EventSource('/events')
events.addEventListener('open', () => {
  byId('lost').hidden = true
})
events.addEventListener('error', () => {
  byId('lost').hidden = false
})
events.addEventListener('state', ({ data }) => {
  const first = state === null
  state = JSON.parse(data)
  shown.person ??= state.owner
  shown.channel ??= state.channel
  showAnswers(first)
  // Messages from before the page opened are not new.
  if (first)
    for (const [chat, messages] of Object.entries(state.messages)) seen.set(Number(chat), messages.at(-1)?.id ?? 0)
  show()
})
events.addEventListener('cron', ({ data }) => {
  const { running, inMs, everyMs } = JSON.parse(data)
  Object.assign(cron, { running, everyMs, at: inMs === null ? null : Date.now() + inMs })
})
view('channel')
