/** Files in the simulated Telegram: text documents that people and the bot send. */
import { describe, expect, it } from 'vitest'
import { World } from '../../../simulators/telegram/world.ts'

const TOKEN = '4242:files'
const root = 'http://telegram.test'

function scene() {
  const world = new World({ token: TOKEN, now: () => 0, flood: null })
  const ann = world.addPerson({ firstName: 'Ann' })
  world.start(ann.id)
  const call = async (method: string, body: BodyInit, headers: Record<string, string> = {}) => {
    const answer = await world.handle(new Request(`${root}/bot${TOKEN}/${method}`, { method: 'POST', body, headers }))
    return (await answer.json()) as {
      readonly ok: boolean
      readonly description?: string
      readonly result?: Record<string, unknown>
    }
  }
  const json = (method: string, payload: object) =>
    call(method, JSON.stringify(payload), { 'content-type': 'application/json' })
  return { world, ann, call, json }
}

describe('a file', () => {
  it('of a person arrives in an update and can be downloaded with the token', async () => {
    const { world, ann, json } = scene()
    world.sendFile({ from: ann.id, name: 'feeds.opml', text: '<opml/>', caption: 'mine' })
    const update = world.pending().at(-1) as { readonly message?: { readonly document?: { readonly file_id: string } } }
    expect(update.message).toMatchObject({ caption: 'mine', document: { file_name: 'feeds.opml', file_size: 7 } })
    expect(update.message).not.toHaveProperty('text')
    const { result } = await json('getFile', { file_id: update.message?.document?.file_id })
    expect(result).toMatchObject({ file_path: 'documents/file_1.opml' })
    const fetched = await world.handle(new Request(`${root}/file/bot${TOKEN}/documents/file_1.opml`))
    expect(await fetched.text()).toBe('<opml/>')
    expect((await world.handle(new Request(`${root}/file/bot1:x/documents/file_1.opml`))).status).toBe(401)
    expect((await world.handle(new Request(`${root}/file/bot${TOKEN}/documents/file_2.opml`))).status).toBe(404)
    expect(await json('getFile', { file_id: 'none' })).toMatchObject({
      ok: false,
      description: 'Bad Request: invalid file_id',
    })
  })

  it('of the bot has a caption, which editMessageText refuses to edit', async () => {
    const { world, ann, call, json } = scene()
    const form = new FormData()
    form.set('chat_id', String(ann.id))
    form.set('caption', '<b>Here</b>')
    form.set('parse_mode', 'HTML')
    form.set('document', new File(['{}'], 'a.json', { type: 'application/json' }))
    expect(await call('sendDocument', form)).toMatchObject({ ok: true })
    const message = world.messages(ann.id).at(-1)
    expect(message).toMatchObject({ text: 'Here', document: { name: 'a.json', text: '{}', mime: 'application/json' } })
    const edit = { chat_id: ann.id, message_id: message?.id, text: 'x' }
    expect((await json('editMessageText', edit)).description).toBe(
      'Bad Request: there is no text in the message to edit',
    )
    expect((await json('sendDocument', { chat_id: ann.id })).description).toBe(
      'Bad Request: there is no document in the request',
    )
  })
})
