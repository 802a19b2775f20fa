/** Creates elements, whose text is never HTML, and updates lists with few changes. */
import { texts } from './language.js'

/**
 * An element with properties (`class`, `text`, `on` for listeners, `data-*` and `aria-*` as attributes) and children.
 */
export function el(name, properties = {}, children = []) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (key === 'text') element.textContent = value
    else if (key === 'on')
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener)
    else element.setAttribute(key, value === true ? '' : String(value))
  }
  element.append(...children)
  return element
}

export function byId(id) {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page has no #${id}`)
  return element
}

/**
 * Makes `entries` the children of `parent`, in order; builds only new and changed ones.
 * @param entries `{ key, value }`, where `value` is plain data
 */
export function reconcile(parent, entries, build) {
  const keys = new Set(entries.map(({ key }) => String(key)))
  for (const child of [...parent.children]) if (!keys.has(child.dataset.key)) child.remove()
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]))
  let place = parent.firstElementChild
  for (const { key, value } of entries) {
    const print = JSON.stringify(value)
    let child = old.get(String(key))
    if (child === undefined || child.print !== print) {
      const made = build(value, child === undefined)
      made.dataset.key = String(key)
      made.print = print
      if (child !== undefined) {
        if (place === child) place = made
        child.replaceWith(made)
      }
      child = made
    }
    if (child === place) place = place.nextElementSibling
    else parent.insertBefore(child, place)
  }
}

const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const time = new Intl.DateTimeFormat(texts.tag, hours)
const timeWithSeconds = new Intl.DateTimeFormat(texts.tag, { ...hours, second: '2-digit' })
export const clockTime = (ms) => time.format(ms)
export const exactTime = (ms) => timeWithSeconds.format(ms)

/** A time by the clock of a time zone, with its day unless it is today there. @param zone IANA name */
export function clockIn(ms, zone) {
  const clock = new Intl.DateTimeFormat(texts.tag, { ...hours, timeZone: zone })
  const date = new Intl.DateTimeFormat(texts.tag, { day: 'numeric', month: 'short', timeZone: zone })
  const isToday = date.format(ms) === date.format(Date.now())
  return texts.clock(isToday ? clock.format(ms) : texts.dayAndTime(date.format(ms), clock.format(ms)), zone)
}

/** A time in one of Telegram's formats. @param format letters of core.telegram.org/bots/api#date-time-entity-formatting */
export function timeIn(date, format) {
  const has = (letters) => [...letters].some((letter) => format.includes(letter))
  // A relative time is shown as a date, since nothing here renews it.
  const isLong = format.includes('D')
  const parts = {
    ...(has('w') ? { weekday: 'long' } : {}),
    ...(has('dDr') ? { day: 'numeric', month: isLong ? 'long' : '2-digit', year: isLong ? 'numeric' : '2-digit' } : {}),
    ...(has('tTr') ? hours : {}),
    ...(has('T') ? { second: '2-digit' } : {}),
  }
  return new Intl.DateTimeFormat(texts.tag, parts).format(date)
}

const day = new Intl.DateTimeFormat(texts.tag, { day: 'numeric', month: 'long' })
export function dayName(ms) {
  return new Date(ms).toDateString() === new Date().toDateString() ? texts.today : day.format(ms)
}

const avatarColours = ['#e17076', '#7bc862', '#e5ca77', '#65aadd', '#a695e7', '#ee7aae', '#6ec9cb']

/** A chat's round picture: its first letter on its own colour. */
export function avatar(id, title) {
  const circle = el('span', {
    class: 'avatar',
    'aria-hidden': 'true',
    text: [...title.trim()][0]?.toUpperCase() ?? '?',
  })
  circle.style.setProperty('--avatar', avatarColours[Math.abs(id) % avatarColours.length])
  return circle
}

export function botAvatar() {
  return el('img', { class: 'avatar', src: 'logo.svg', alt: '' })
}
