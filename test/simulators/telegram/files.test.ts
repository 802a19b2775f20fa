/** Files in the simulated Telegram: handed out to who knows the token, taken where they are documents of text. */
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

describe('files', () => {
  it('that a person sends are announced, and fetched by their path', async () => {
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

  it('that the bot sends stand in the chat, with a caption, and are not edited as text', async () => {
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
