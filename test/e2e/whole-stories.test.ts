/** What feeds say of an item reaches its channel's page and its reading page: language, text, picture, file and comments. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownChannel, serveFeed } from './conversation.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
const words = 'Текст статьи о мосте, который закрыт. '.repeat(10)
const episode =
  '<enclosure url="https://cdn.example/1.mp3" type="audio/mpeg" length="34500000"/>' +
  '<comments>https://news.example/1#comments</comments><dc:language>ru</dc:language>'

let paperboy: Paperboy
let page = ''
let post = ''

/** The story with a title in the channel's page. */
const storyOf = (title: string) =>
  page
    .split('<li dir')
    .slice(1)
    .find((each) => each.includes(title)) ?? ''

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  const { conversation, posts } = await ownChannel(paperboy, OWNER)
  const news = serveFeed(paperboy, 'news.example', 'News')
  for (const command of ['/add https://news.example/feed', '/reading on', '/page on', '/digest timezone Moscow'])
    await conversation.tell(command)
  news.publish(
    {
      title: 'With an excerpt',
      link: 'https://news.example/excerpt',
      text: 'A short excerpt.',
      more: `<content:encoded><![CDATA[<p>${words}</p>]]></content:encoded>`,
    },
    { title: 'Выпуск двенадцатый', link: 'https://news.example/12', text: `<p>${words}</p>`, more: episode },
    { title: 'With a text', link: 'magnet:?xt=urn:btih:1', text: `<p>${words}</p>` },
    { title: 'With nothing', link: '', id: 'nothing', text: 'Short.' },
  )
  await paperboy.cron(20)
  post = posts().at(-1)?.text ?? ''
  page = await (await paperboy.open('/c/morning_news')).text()
})
afterAll(() => paperboy.stop())

it('an item with an excerpt and a whole text can be read, in the digest and on the page', () => {
  expect(post).toContain('With an excerpt 📖')
  expect(storyOf('With an excerpt')).toMatch(/<a href="\/\w{10}\/read" dir="ltr">📖/u)
})

it('an item without a usable link leads to its text, else nowhere', () => {
  expect(storyOf('With a text')).toMatch(/<h3 lang="" dir="ltr"><a href="\/\w{10}\/read"/u)
  expect(storyOf('With nothing')).not.toContain('<a ')
})

it('an item is shown in its language, with its file and its comments', async () => {
  expect(storyOf('Выпуск двенадцатый')).toContain('<h3 lang="ru" dir="ltr">')
  expect(storyOf('Выпуск двенадцатый')).toContain('🎧 Audio, 35 MB')
  expect(post).toContain('Выпуск двенадцатый 📖 💬')
  const path = /href="(\/\w{10}\/read)"/u.exec(storyOf('Выпуск двенадцатый'))?.[1] ?? ''
  const article = await (await paperboy.open(path)).text()
  expect(article).toContain('<article lang="ru" dir="ltr">')
  for (const address of ['https://cdn.example/1.mp3', 'https://news.example/1#comments'])
    expect(article).toContain(`href="${address}" rel="nofollow noopener noreferrer"`)
  const archive = await paperboy.open(path.replace('/read', '.md'))
  expect(archive.headers.get('content-language')).toBe('ru')
  expect(await archive.text()).toContain('<https://cdn.example/1.mp3>')
})

it('the page names the zone of its times', () => {
  expect(page).toContain('times in Europe/Moscow')
})
