/** Habits of addresses: feeds that move, are merged, or have several addresses. */
import { ADDRESS, type Habit, headlines, numbers, posts } from '../habit.ts'

const OTHER = 'https://news.example/sport'
const NEW = 'https://new.example/feed'
const before = numbers(0, -4)
const sport = (which: readonly number[]) =>
  posts(which, (n) => ({ id: `sport-${n}`, link: `https://news.example/sport/${n}` }))
const old = numbers(-10, -13)

export const addressHabits: readonly Habit[] = [
  {
    name: 'a feed moves permanently to another address',
    addresses: [ADDRESS],
    polls: [
      { shows: posts(before) },
      { shows: { movedTo: NEW }, elsewhere: { [NEW]: posts([1, ...before]) }, sends: headlines(1) },
      { shows: { movedTo: NEW }, elsewhere: { [NEW]: posts([1, ...before]) } },
      { shows: { movedTo: NEW }, elsewhere: { [NEW]: posts([2, 1, ...before]) }, sends: headlines(2) },
      { shows: { movedTo: NEW }, elsewhere: { [NEW]: posts([3, 2, 1, ...before]) }, sends: headlines(3) },
    ],
  },
  {
    name: 'two feeds with the same posts become one address',
    stories: 'off',
    addresses: [ADDRESS, OTHER],
    polls: [
      { shows: posts(before) },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: posts(before) } },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: posts(before) } },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: posts([1, ...before]) }, sends: headlines(1) },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: posts([2, 1, ...before]) }, sends: headlines(2) },
    ],
  },
  {
    name: 'two feeds with posts of their own become one address',
    addresses: [ADDRESS, OTHER],
    polls: [
      { shows: posts(before), elsewhere: { [OTHER]: sport(old) } },
      { shows: posts([1, ...before]), elsewhere: { [OTHER]: sport([-9, ...old]) }, sends: headlines(1, -9) },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: sport([-9, ...old]) } },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: sport([-9, ...old]) } },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: sport([-9, ...old]) } },
      { shows: { movedTo: OTHER }, elsewhere: { [OTHER]: sport([5, -9, ...old]) }, sends: headlines(5) },
    ],
  },
  {
    name: 'one feed is added as https, as http and with a slash at the end',
    stories: 'off',
    addresses: [ADDRESS, ADDRESS.replace('https', 'http'), `${ADDRESS}/`],
    polls: [
      { shows: posts(before) },
      { shows: posts([1, ...before]), sends: headlines(1) },
      { shows: posts([2, 1, ...before]), sends: headlines(2) },
    ],
  },
]
