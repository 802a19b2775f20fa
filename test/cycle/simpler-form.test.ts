/** What is sent after a refusal: without buttons, without the picture, without formatting, or not at all. */
import { describe, expect, it } from 'vitest'
import { simplerForm } from '../../src/cycle/simpler-form.ts'
import type { Refusal } from '../../src/result.ts'
import { readAnswer } from '../../src/telegram/refusal.ts'

const buttons = [{ text: '▶ Listen', url: 'https://e.example/1.mp3' }]
const html = { form: 'html', buttons }
const plain = { form: 'plain', buttons: [] }

function refusalOf(code: number, description: string): Refusal {
  const answer = readAnswer(code, JSON.stringify({ ok: false, error_code: code, description }))
  return answer.ok ? { kind: 'unknown', detail: '' } : answer.problem
}

describe('a refused message is sent again', () => {
  const cases: readonly (readonly [
    name: string,
    form: 'photo' | 'html' | 'plain' | 'rich',
    code: number,
    description: string,
    next: object | 'ordinary' | null,
  ])[] = [
    ['without its picture', 'photo', 400, 'Bad Request: wrong file identifier/HTTP URL specified', html],
    ['without a picture of a forbidden kind', 'photo', 400, 'Bad Request: PHOTO_INVALID_DIMENSIONS', html],
    ['without its picture after an unknown refusal', 'photo', 400, 'Bad Request: SOMETHING_NEW', html],
    ['without its picture if the caption is refused', 'photo', 400, "Bad Request: can't parse entities: x", html],
    [
      'without its picture where only texts are allowed',
      'photo',
      400,
      'Bad Request: not enough rights to send photos to the chat',
      html,
    ],
    ['without its buttons', 'photo', 400, 'Bad Request: BUTTON_URL_INVALID', { form: 'photo', buttons: [] }],
    [
      'without its buttons, as HTML',
      'html',
      400,
      "Bad Request: inline keyboard button URL 'x' is invalid",
      { form: 'html', buttons: [] },
    ],
    ['as plain text', 'html', 400, "Bad Request: can't parse entities: x", plain],
    ['as an ordinary digest', 'rich', 400, "Bad Request: can't parse entities: x", 'ordinary'],
    [
      'as an ordinary digest by a server that is older than rich messages',
      'rich',
      404,
      'Not Found: method not found',
      'ordinary',
    ],
    ['in no other form if it is plain', 'plain', 400, 'Bad Request: SOMETHING_NEW', null],
    ['in no other form if the bot was removed', 'photo', 403, 'Forbidden: bot was kicked from the channel chat', null],
    [
      'in no other form if a text may not be sent',
      'html',
      400,
      'Bad Request: need administrator rights in the channel chat',
      null,
    ],
    ['in the same form after a wait', 'rich', 429, 'Too Many Requests: retry after 3', null],
    ['in the same form if the token is wrong', 'rich', 404, 'Not Found', null],
    ['in the same form after an error of the server', 'photo', 500, 'Internal Server Error', null],
  ]
  it.each(cases)('%s', (_, form, code, description, next) =>
    expect(simplerForm({ form, buttons }, refusalOf(code, description))).toEqual(next),
  )
})
