/** Headlines that are struck out, restored or corrected in a message change where they stand, and nowhere else. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { correctedMessage } from '../../src/cycle/corrected-message.ts'
import { withContent } from '../../src/cycle/shown-lines.ts'
import { channelIdSchema } from '../../src/model.ts'
import type { Contents } from '../../src/store/message-contents.ts'
import type { Message } from '../../src/store/messages.ts'

type Content = Contents[number]

const channel = v.parse(channelIdSchema, '-1001')
const bare = (code: string, title: string): Content => ({ code, html: `• ${title}`, plain: `• ${title}` })
const linked = (code: string, title: string): Content => ({
  code,
  html: `• <a href="https://p.example/${code}">${title}</a>`,
  plain: `• ${title}\nhttps://p.example/${code}`,
})
const name = (code: string, text: string): Content => ({
  ...{ code, html: text, plain: text },
  gathered: { into: 'A', evidence: 'title' },
})

function messageOf(html: string, plain: string, contents: Contents, form: Message['form'] = 'html'): Message {
  return {
    ...{ id: 1, channel, html, plain, contents: [...contents], form, telegramId: 7, headlines: [], buttons: [] },
    ...{ instead: [], silent: false, preview: null, state: 'sent', at: 0, attempts: 1, probed: 0 },
    ...{ digest: null, cursors: null },
  }
}

const lines = (contents: Contents, before = '', after = '') =>
  messageOf(
    [before, ...contents.map(({ html }) => html), after].filter((text) => text !== '').join('\n'),
    [before, ...contents.map(({ plain }) => plain), after].filter((text) => text !== '').join('\n'),
    contents,
  )

/** Takes headlines back, or undoes that, in turn. @returns the texts afterwards */
function turned(message: Message, codes: readonly string[]): Message | null {
  return codes.reduce<Message | null>((current, code) => {
    const content = current?.contents.find((each) => each.code === code)
    if (current === null || content === undefined) return null
    const { isRetracted, ...rest } = content
    return withContent(current, content, isRetracted === true ? rest : { ...rest, isRetracted: true })
  }, message)
}

const story: Content = {
  code: 'A',
  html: '• <a href="https://p.example/A">NYT sold</a> (also: NYT, Post)',
  plain: '• NYT sold (also: NYT, Post)\nhttps://p.example/A',
}
const gathered = lines([story, name('B', 'Post'), linked('C', 'Milk')])
const withoutNames = (message: Message) =>
  messageOf(
    `${story.html}\n${linked('C', 'Milk').html}`,
    `${story.plain}\n${linked('C', 'Milk').plain}`,
    message.contents,
  )

it.each([
  [
    'whose title begins that of another one before it',
    lines([bare('A', 'Bread and butter'), bare('B', 'Bread')]),
    ['B'],
    '• Bread and butter\n• <s>Bread</s>',
  ],
  [
    'with a title that another one has too',
    lines([linked('A', 'Bread'), linked('B', 'Bread')]),
    ['A', 'B', 'B'],
    `• <s>Bread</s>\n${linked('B', 'Bread').html}`,
  ],
  [
    'whose text is a part of the footer and of the heading',
    lines([bare('A', 'News'), bare('B', 'Milk')], '<b>• News</b>', 'All • News'),
    ['A'],
    '<b>• News</b>\n• <s>News</s>\n• Milk\nAll • News',
  ],
  [
    'that stands as a name',
    withoutNames(gathered),
    ['B'],
    `${story.html.replace('Post', '<s>Post</s>')}\n${linked('C', 'Milk').html}`,
  ],
  [
    'that stands as a name in a line that is taken back and restored after it',
    withoutNames(gathered),
    ['B', 'A', 'B', 'A'],
    withoutNames(gathered).html,
  ],
])('a headline %s is struck out where it stands', (_, message, codes, html) => {
  expect(turned(message, codes)?.html).toBe(html)
})

it('a headline that cannot be told from other text stays', () => {
  const message = lines([bare('A', 'News'), bare('B', 'Milk')], '', '• News')
  expect(turned(message, ['A'])).toBeNull()
})

it('plain text is corrected where the headline stands', () => {
  const message = { ...lines([bare('A', 'Bread and butter'), bare('B', 'Bread')]), form: 'plain' as const }
  const { message: corrected } = correctedMessage(
    message,
    [
      {
        channel,
        code: 'B',
        was: 'Bread',
        title: 'Milk',
        at: 0,
        wasTranslated: null,
        translation: null,
        original: null,
      },
    ],
    'Untitled',
  )
  expect(corrected?.plain).toBe('• Bread and butter\n• Milk')
})

it('a headline in a list of a rich message is struck out there', () => {
  const [one, two] = [bare('A', 'Bread'), bare('B', 'Milk')].map((each) => ({ ...each, html: each.html.slice(2) }))
  if (one === undefined || two === undefined) throw new Error('both are there')
  const html = '<h2>Bread</h2><ul><li>Bread</li><li>Milk</li></ul>'
  const message = messageOf(html, `${one.plain}\n${two.plain}`, [one, two], 'rich')
  expect(turned(message, ['A'])?.html).toBe(html.replace('<li>Bread', '<li><s>Bread</s>'))
})
