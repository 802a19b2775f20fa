/** The page's main module: shows the playground's state, and sends it the person's actions. */

import { controls } from './controls.js'
import { conversation } from './conversation.js'
import { showCycle } from './cycle-clock.js'
import { byId, el } from './dom.js'
import { loadFonts } from './fonts.js'
import { guide } from './guide.js'
import { catalogues, chooseLanguage, language, texts, translateDocument } from './language.js'
import { copy, showAnswers, toast } from './notices.js'
import { guideView, suggestionsFor } from './suggestions.js'
import { telegramTarget } from './telegram-links.js'

// Chromium keeps boxes for characters that it has drawn before their font.
await loadFonts()
translateDocument()

/** The playground's last state. */
let state = null
/** The person on the page, the channel shown beside the bot, and the command that waits for the button Start. */
const shown = { person: null, channel: null, feed: 'rss', newChannel: null, start: null }
/** Id of the last message seen, by chat. */
const seen = new Map()

async function act(request) {
  try {
    const answer = await fetch(`/act?language=${language}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const outcome = await answer.json()
    if (outcome.message !== undefined) toast(outcome.message, true)
    if (outcome.done !== undefined) toast(texts[outcome.done])
    return outcome
  } catch {
    toast(texts.noAnswer, true)
    return { ok: false }
  }
}

const asPerson = (request) => act({ person: shown.person, ...request })

const privateChat = conversation('private', {
  say: (text) => asPerson({ act: 'say', text }),
  file: (name, text) => asPerson({ act: 'file', name, text }),
  start: () => {
    const { person, text } = shown.start ?? {}
    return asPerson(person === shown.person ? { act: 'say', text } : { act: 'start' })
  },
  press: (message, row, column) => asPerson({ act: 'press', chat: shown.person, message, row, column }),
  forward: () => {},
  react: () => {},
  share: chooseChat,
  copy,
  telegram: openTelegram,
})
const membership = el('button', {
  type: 'button',
  class: 'quiet',
  on: {
    click: () => asPerson({ act: membership.dataset.here === 'true' ? 'remove-bot' : 'add-bot', chat: shown.channel }),
  },
})
const channelChat = conversation(
  'channel',
  {
    say: (text) => asPerson({ act: 'say', chat: shown.channel, text }),
    start: () => {},
    press: (message, row, column) => asPerson({ act: 'press', chat: shown.channel, message, row, column }),
    forward: async (message) => {
      const { ok } = await asPerson({ act: 'forward', chat: shown.channel, message })
      if (ok) view('private')
    },
    react: (message) => asPerson({ act: 'react', chat: shown.channel, message }),
    share: () => {},
    copy,
    telegram: openTelegram,
  },
  membership,
)
const publish = (title) => act({ act: 'publish', feed: shown.feed, title })
const showControls = controls({
  publish,
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

const showGuide = guide({
  publish: () => {
    view('channel')
    return publish()
  },
  fill: (text) => {
    shown.person = state.owner
    view('private')
    privateChat.fill(text)
  },
  sendList: () => {
    shown.person = state.owner
    view('private')
    return asPerson({ act: 'file', ...state.list })
  },
  beStranger: () => {
    shown.person = state.stranger
    view('private')
  },
  read: (link) => {
    shown.person = state.stranger
    openTelegram(telegramTarget(link), link)
  },
  copy,
})

/** Opens the chat that a link to Telegram leads to. @param isOld the link was opened elsewhere: its command waits in the box, or for the button Start */
function openTelegram(target, address, isOld = false) {
  const { id, username, start } = target
  const name = username?.toLowerCase()
  if (name === state.bot.username.toLowerCase()) {
    view('private')
    const text = start === null ? '/start' : `/start ${start}`
    // On other pages, a link for readers is followed by somebody who is no owner.
    if (isOld && start?.startsWith('r_')) shown.person = state.stranger
    const isStarted = state.people.find(({ id }) => id === shown.person)?.started === true
    if (start !== null && !isOld) void asPerson({ act: 'say', text })
    else if (isStarted) privateChat.fill(text)
    else shown.start = { person: shown.person, text }
    show()
    return
  }
  const chat = state.chats.find(
    (each) => each.id === id || (name !== undefined && each.username?.toLowerCase() === name),
  )
  if (chat === undefined) return toast(texts.notHere(address))
  shown.channel = chat.id
  view('channel')
}

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
  privateChat.show({
    chat: state.chats.find(({ id }) => id === person.id) ?? bot,
    title: state.bot.name,
    subtitle: texts.botSubtitle(person.name),
    person: person.id,
    messages: state.messages[person.id] ?? [],
    waiting: state.waiting,
    writes: person.started ? 'box' : 'start',
    keyboard: state.keyboards[person.id] ?? null,
    suggestions: suggestionsFor(state, person, shown.feed),
    mayForward: false,
  })
  const mayPost = channel.admins.includes(person.id)
  channelChat.show({
    chat: channel,
    title: channel.title,
    subtitle: [
      texts.kinds[channel.type],
      texts.subscribers(channel.subscribers),
      ...(channel.botIsHere ? [] : [texts.withoutBot]),
    ].join(' · '),
    person: person.id,
    messages: state.messages[channel.id] ?? [],
    waiting: state.waiting,
    writes: mayPost ? 'box' : 'no',
    why: texts.onlyReads(person.name),
    keyboard: null,
    suggestions: [],
    mayForward: true,
  })
  membership.hidden = !mayPost
  membership.dataset.here = String(channel.botIsHere)
  membership.textContent = channel.botIsHere ? texts.removeBot : texts.addBot
  showControls(state, { ...shown, unread: unreadOf })
  showGuide(guideView(state, channel))
}

function noteSeen(chat, name) {
  const shownView = document.body.dataset.view
  const isBeside = matchMedia('(min-width: 40rem)').matches && (name === 'channel' || shownView !== 'controls')
  const visible = shownView === name || isBeside || matchMedia('(min-width: 60rem)').matches
  const last = state.messages[chat]?.at(-1)?.id
  if (visible && last !== undefined) seen.set(chat, last)
}

function unreadOf(chat) {
  const last = seen.get(chat) ?? 0
  return (state.messages[chat] ?? []).filter(({ id, from }) => id > last && from !== chat).length
}

function chooseChat(request) {
  const mine = state.chats.filter(
    ({ type, admins }) =>
      type !== 'private' && (type === 'channel') === request.channel && admins.includes(shown.person),
  )
  const chooser = byId('chooser')
  byId('chooser-list').replaceChildren(
    ...(mine.length === 0 ? [el('li', { text: texts.noChannel })] : []),
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

/** The page was opened by a link to Telegram on one of the bot's pages. */
function openLinkOfPage() {
  const link = new URLSearchParams(location.search).get('telegram')
  if (link === null) return
  history.replaceState(null, '', location.pathname)
  const address = `https://t.me/${link}`
  const target = telegramTarget(address)
  if (target !== null) openTelegram(target, address, true)
}

const choice = byId('language')
choice.append(
  ...Object.entries(catalogues).map(([name, { name: label, tag }]) =>
    el('option', { value: name, lang: tag, text: label, selected: name === language }),
  ),
)
choice.addEventListener('change', () => chooseLanguage(choice.value))

for (const tab of document.querySelectorAll('.tabs button')) tab.addEventListener('click', () => view(tab.dataset.show))

const events = new EventSource(`/events?language=${language}`)
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
  showAnswers(state.answers, first)
  // Messages from before the page opened are not new.
  if (first)
    for (const [chat, messages] of Object.entries(state.messages)) seen.set(Number(chat), messages.at(-1)?.id ?? 0)
  show()
  if (first) openLinkOfPage()
})
events.addEventListener('cron', ({ data }) => showCycle(JSON.parse(data)))
view('channel')
