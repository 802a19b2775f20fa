/** The newcomer's checklist, whose steps the playground ticks when they have really happened. */
import { byId, el } from './dom.js'
import { remember, remembered, texts } from './language.js'

const hidden = 'paperboy-guide'
const order = ['publish', 'read', 'filter', 'times', 'translate', 'import', 'stranger', 'reader']
const words = texts.guide

/** @param actions publish(), fill(text), live(), openNewest(), sendList(), beStranger(), read(link), copy(text) */
export function guide(actions) {
  const section = byId('guide')
  const opener = byId('guide-opener')
  /** Null: the first step that is not done. */
  let chosen = null
  let last = null
  let doneBefore = null

  const setHidden = (isHidden) => {
    remember(hidden, isHidden ? 'hidden' : null)
    show(last)
  }
  byId('guide-name').textContent = words.title
  byId('guide-hide').textContent = words.hide
  byId('guide-hide').addEventListener('click', () => setHidden(true))
  opener.addEventListener('click', () => setHidden(remembered(hidden) === null))

  /** @param view { done, reading, isLive, isAskedForCity, newestRead, filterWord, translateTo, stranger, readerLink } */
  function show(view) {
    if (view === null) return
    last = view
    const isHidden = remembered(hidden) !== null
    section.hidden = isHidden
    opener.hidden = false
    opener.textContent = `${words.show} ${view.done.length}/${order.length}`
    opener.setAttribute('aria-expanded', String(!isHidden))
    if (isHidden) return
    // A finished step gives way to the next one.
    if (doneBefore !== null && view.done.length > doneBefore.length) chosen = null
    doneBefore = view.done
    const isFinished = view.done.length === order.length
    const current = chosen ?? order.find((step) => !view.done.includes(step)) ?? null
    byId('guide-progress').textContent = words.progress(view.done.length, order.length)
    showSteps(view, current)
    byId('guide-body').replaceChildren(...(isFinished && chosen === null ? ending() : stepOf(current, view)))
  }

  function showSteps({ done }, current) {
    const list = byId('guide-steps')
    // Built once, so that a step keeps the focus.
    if (list.children.length === 0)
      list.append(
        ...order.map((step) =>
          el('li', {}, [
            el('button', { type: 'button', 'data-step': step, on: { click: () => choose(step) } }, [
              el('i', { class: 'tick', 'aria-hidden': 'true' }),
              el('span', { text: words.steps[step].name }),
              el('span', { class: 'sr' }),
            ]),
          ]),
        ),
      )
    for (const button of list.querySelectorAll('button')) {
      const { step } = button.dataset
      const isDone = done.includes(step)
      button.classList.toggle('done', isDone)
      button.lastElementChild.textContent = isDone ? ` (${words.isDone})` : ''
      if (step === current) {
        if (button.getAttribute('aria-current') === null)
          list.scrollTo({ left: button.offsetLeft - list.offsetLeft - 40, behavior: 'instant' })
        button.setAttribute('aria-current', 'step')
      } else button.removeAttribute('aria-current')
    }
  }

  function choose(step) {
    chosen = step
    show(last)
  }

  function stepOf(step, view) {
    const { hint, ...labels } = words.steps[step]
    const argument = argumentOf(step, view)
    const text = typeof hint === 'function' ? hint(argument) : hint
    return [el('p', { text }), starterOf(step, labels, view)]
  }

  function argumentOf(step, { filterWord, translateTo, stranger }) {
    if (step === 'filter') return filterWord
    return step === 'translate' ? translateTo : stranger
  }

  /** The button, or link, that begins a step. */
  function starterOf(step, labels, view) {
    const button = (text, click) => el('button', { type: 'button', class: 'go', text, on: { click } })
    switch (step) {
      case 'publish':
        return button(labels.start, () => actions.publish())
      case 'read':
        if (view.newestRead !== null)
          return el('a', {
            class: 'go',
            href: view.newestRead,
            target: '_blank',
            rel: 'noopener noreferrer',
            text: labels.open,
          })
        if (!view.reading) return button(labels.start, () => actions.fill('/reading on'))
        if (!view.isLive) return button(labels.live, () => actions.fill('/digest live'))
        return button(labels.publish, () => actions.publish())
      case 'filter':
        return button(labels.start, () => actions.fill(`/filter -${view.filterWord}`))
      case 'times':
        // The bot has asked for a city.
        if (view.isAskedForCity) return button(labels.city(ownCity()), () => actions.fill(ownCity()))
        return button(labels.start, () => actions.fill('/digest 08:00 18:30'))
      case 'translate':
        return button(labels.start(view.translateTo), () => actions.fill(`/translate ${view.translateTo}`))
      case 'import':
        return button(labels.start, () => actions.sendList())
      case 'reader':
        if (view.readerLink === null) return button(labels.start, () => actions.fill('/readers on'))
        return button(labels.open(view.stranger), () => actions.read(view.readerLink))
      default:
        return button(labels.start(view.stranger), () => actions.beStranger())
    }
  }

  function ending() {
    const command = 'npm run deploy'
    return [
      el('p', {}, [words.end, ' ', el('code', { text: command }), ' ', words.guideLink]),
      el('button', { type: 'button', class: 'go', text: words.copy, on: { click: () => actions.copy(command) } }),
    ]
  }

  return show
}

/** The city that names the browser's time zone, such as Berlin for Europe/Berlin. */
function ownCity() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? 'UTC'
}
