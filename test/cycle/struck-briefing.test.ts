/** Digests with a briefing: their headlines are struck out, restored and corrected like others, and sentences follow their headlines. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { correctedMessage } from '../../src/cycle/corrected-message.ts'
import { withContent } from '../../src/cycle/shown-lines.ts'
import type { DigestPart } from '../../src/digest/compose.ts'
import { composeRich } from '../../src/digest/compose-rich.ts'
import type { Look } from '../../src/look.ts'
import { channelIdSchema } from '../../src/model.ts'
import type { Message } from '../../src/store/messages.ts'
import { digest, digestInput, headline } from '../digest/compose-digest.ts'

const channel = v.parse(channelIdSchema, '-1001')
const code = (id: number) => headline(id).code
/** Sentences that begin with a title, are one, or look like a headline's line. */
const briefing = {
  heading: '🤖 In short',
  sentences: [
    { text: 'Title 1', cites: [1] },
    { text: '• Title 2', cites: [2, 3] },
    { text: 'Title 3 and <more>.', cites: [3] },
  ],
}

function messageOf({ html, plain, ids, blocks }: DigestPart, form: Message['form']): Message {
  const contents = ids.map((id, at) => ({
    code: code(id),
    html: blocks[at]?.html ?? '',
    plain: blocks[at]?.plain ?? '',
  }))
  return {
    ...{ id: 1, channel, html, plain, contents, form, telegramId: 7, headlines: [], buttons: [] },
    ...{ instead: [], silent: false, preview: null, state: 'sent', at: 0, attempts: 1, probed: 0 },
    ...{ digest: null, cursors: null },
  }
}

/** Takes a headline back, or undoes that. */
function turned(message: Message | null, id: number): Message | null {
  const content = message?.contents.find((each) => each.code === code(id))
  if (message === null || content === undefined) return null
  const { isRetracted, ...rest } = content
  return withContent(message, content, isRetracted === true ? rest : { ...rest, isRetracted: true })
}

const forms: readonly (readonly [what: string, form: Message['form'], look: Partial<Look>, heading: string | null])[] =
  [
    ['a digest', 'html', {}, 'Morning'],
    ['a digest without a heading', 'html', {}, null],
    ['a digest with visible links', 'html', { links: 'visible' }, 'Morning'],
    ['a digest with links to the articles', 'html', { links: 'original' }, 'Morning'],
    ['a digest with a template', 'html', { template: '{title} {link}' }, 'Morning'],
    ['a digest with a template of titles', 'html', { template: '{title}', links: 'visible' }, 'Morning'],
    ['a plain digest', 'plain', {}, 'Morning'],
    ['a plain digest with a template', 'plain', { template: '{title} {link}' }, 'Morning'],
    ['a rich message', 'rich', {}, 'Morning'],
    ['a rich message without a heading', 'rich', {}, null],
  ]

describe.each(forms)('%s with a briefing', (_, form, look, heading) => {
  const all = [headline(1), headline(2), headline(3)]
  const given = { heading, look, briefing }
  const [part] = form === 'rich' ? composeRich(digestInput(all, given)) : digest(all, given)
  const message = part === undefined ? null : messageOf(part, form)
  const text = (each: Message | null) => (form === 'plain' ? each?.plain : each?.html) ?? ''
  const isStruck = (each: Message | null, sentence: string) =>
    text(each).includes(form === 'plain' ? `✗ ${sentence} [` : `<s>${sentence}</s> <a`)
  const more = form === 'plain' ? 'Title 3 and <more>.' : 'Title 3 and &lt;more&gt;.'

  it('has the sentences of a retracted headline struck out, until it is back', () => {
    const one = turned(message, 1)
    expect([isStruck(one, 'Title 1'), isStruck(one, '• Title 2'), isStruck(one, more)]).toEqual([true, false, false])
    const two = turned(one, 3)
    expect([isStruck(two, 'Title 1'), isStruck(two, '• Title 2'), isStruck(two, more)]).toEqual([true, true, true])
    const three = turned(turned(two, 2), 3)
    expect([isStruck(three, 'Title 1'), isStruck(three, '• Title 2'), isStruck(three, more)]).toEqual([
      true,
      true,
      false,
    ])
    const back = turned(turned(three, 1), 2)
    expect(text(back)).toBe(text(message))
    expect(back?.contents).toEqual(message?.contents)
  })

  it('has a headline corrected in its line only', () => {
    const content = message?.contents.find((each) => each.code === code(1))
    if (message === null || content === undefined) throw new Error('no message')
    const next = {
      ...content,
      html: content.html.replace('Title 1', 'Bread'),
      plain: content.plain.replace('Title 1', 'Bread'),
    }
    const changed = withContent(message, content, next)
    expect(text(changed).split('Bread')).toHaveLength(2)
    expect(text(changed)).toContain(text(message).slice(0, text(message).indexOf('Title 3 and')))
  })
})

it('a correction leaves the briefing as it is', () => {
  const [part] = digest([headline(1), headline(2), headline(3)], { heading: 'Morning', briefing })
  if (part === undefined) throw new Error('no message')
  const message = messageOf(part, 'html')
  const corrected = correctedMessage(
    message,
    [
      {
        ...{ channel, code: code(1), was: 'Title 1', title: 'Bread', at: 0 },
        ...{ wasTranslated: null, translation: null, original: null },
      },
    ],
    'Untitled',
  )
  expect(JSON.stringify(corrected)).toContain('Bread')
})
