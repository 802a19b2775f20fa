/** What a person may do next: the chips above the message box, and what the checklist depends on. */
import { texts } from './language.js'

/** Suggestions: sent as they are, or put into the box to complete. @param feedName the newsroom's feed */
export function suggestionsFor({ owner, feeds, page }, { id }, feedName) {
  if (id !== owner) return [{ text: '/start' }, { text: '/help' }, { text: '/keywords' }]
  const feed = feeds.find(({ name }) => name === feedName)
  return [
    { text: '/start' },
    { text: '/help' },
    { text: '/list' },
    { text: '/add …', fill: `/add ${feed?.address ?? ''}` },
    { text: texts.addPage, fill: `/add ${page}` },
    { text: '/feed …', fill: '/feed 2' },
    { text: '/filter …', fill: '/filter ' },
    { text: '/digest …', fill: '/digest ' },
    { text: '/preview' },
  ]
}

/** @param channel the one that is shown */
export function guideView(state, channel) {
  const settings = state.settings[channel.id]
  const isLive = settings?.isLive !== false
  const last = (state.messages[state.owner] ?? []).findLast(({ from }) => from === state.owner)
  return {
    done: state.checklist,
    reading: settings?.reading === true,
    isLive,
    // The bot has asked for the city of these times.
    isAskedForCity: isLive && /^\/digest \d/u.test(last?.text ?? ''),
    newestRead: newestReadingPage(state),
    readerLink: settings?.readerLink ?? null,
    filterWord: state.filterWord,
    translateTo: state.translateTo,
    stranger: state.people.find(({ id }) => id === state.stranger)?.name ?? '',
  }
}

/** The address of the newest reading page in a channel; null: there is none. */
function newestReadingPage({ chats, messages, worker }) {
  const isReadingPage = (url) => url?.startsWith(worker) && /\/read(?:\?|$)/u.test(url)
  return (
    chats
      .filter(({ type }) => type !== 'private')
      .flatMap(({ id }) => messages[id] ?? [])
      .toSorted((one, other) => one.date - other.date)
      .flatMap(({ entities }) => entities.map(({ url }) => url).filter(isReadingPage))
      .at(-1) ?? null
  )
}
