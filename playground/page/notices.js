/** What the page says above everything: toasts, and the bot's answers to pressed buttons. */
import { byId, el } from './dom.js'
import { texts } from './language.js'

const shownAnswers = new Set()

export function toast(words, bad = false) {
  const pill = el('p', { class: bad ? 'bad' : undefined, text: words })
  byId('toasts').append(pill)
  setTimeout(() => pill.remove(), 4000 + words.length * 30)
}

export async function copy(text) {
  await navigator.clipboard.writeText(text)
  toast(texts.copied)
}

/** The bot's answers to callback queries: a toast, or an alert. @param isFirst they came before the page */
export function showAnswers(answers, isFirst) {
  for (const { id, text, alert } of answers) {
    if (shownAnswers.has(id)) continue
    shownAnswers.add(id)
    if (isFirst) continue
    if (alert) {
      byId('notice-words').textContent = text
      byId('notice').showModal()
    } else toast(text)
  }
}
