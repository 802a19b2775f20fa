/** What happened: a card for each published item, with a line for each channel that has its feed. */
import { byId, clockIn, el, exactTime, reconcile } from './dom.js'
import { texts } from './language.js'

/** Colours of the lines. */
const tones = {
  sent: 'good',
  held: 'waits',
  paused: 'waits',
  next: 'waits',
  unread: 'waits',
  'under-way': 'waits',
  merged: 'merged',
}

export function showItems({ items }) {
  const list = byId('items')
  if (items.length === 0) {
    reconcile(list, [{ key: 'none', value: 0 }], () => el('li', { class: 'none', text: texts.nothingYet }))
    return
  }
  reconcile(
    list,
    items.map((item) => ({ key: `${item.at} ${item.title}`, value: item })),
    ({ at, title, source, places }) =>
      el('li', { class: 'card' }, [
        el('b', { dir: 'auto', text: title }),
        el('small', {}, [el('span', { dir: 'auto', text: source }), el('time', { text: exactTime(at) })]),
        el(
          'ul',
          {},
          places.length === 0
            ? [el('li', { class: 'waits', text: texts.noPlace })]
            : places.map((place) => line(place)),
        ),
      ]),
  )
}

function line({ channel, fate }) {
  const clock = fate.kind === 'held' ? clockIn(fate.until, fate.timezone) : ''
  return el('li', { class: tones[fate.kind] ?? 'lost' }, [
    el('b', { dir: 'auto', text: channel }),
    ' ',
    el('span', { text: texts.fates[fate.kind](fate, clock) }),
  ])
}
