/** Telegram's answers, read as data. */
import { describe, expect, it } from 'vitest'
import { isButtonRefusal, isPictureRefusal, readAnswer } from '../../src/telegram/refusal.ts'

const refused = (error_code: number, description: string, parameters?: object) =>
  JSON.stringify({ ok: false, error_code, description, ...(parameters === undefined ? {} : { parameters }) })

describe('a refusal', () => {
  it.each<[string, number, string, object]>([
    [
      '429 waits as long as it is told',
      429,
      refused(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      { kind: 'wait', seconds: 7 },
    ],
    ['429 without a time waits a second', 429, refused(429, 'Too Many Requests'), { kind: 'wait', seconds: 1 }],
    [
      'kicked from a channel',
      403,
      refused(403, 'Forbidden: bot was kicked from the channel chat'),
      { kind: 'locked-out', reason: 'kicked' },
    ],
    [
      'no member of a channel',
      403,
      refused(403, 'Forbidden: bot is not a member of the channel chat'),
      { kind: 'locked-out', reason: 'kicked' },
    ],
    [
      'blocked by a person',
      403,
      refused(403, 'Forbidden: bot was blocked by the user'),
      { kind: 'locked-out', reason: 'blocked' },
    ],
    [
      'a person who is gone',
      403,
      refused(403, 'Forbidden: user is deactivated'),
      { kind: 'locked-out', reason: 'blocked' },
    ],
    [
      'a person who never wrote',
      403,
      refused(403, "Forbidden: bot can't initiate conversation with a user"),
      { kind: 'locked-out', reason: 'blocked' },
    ],
    [
      'no such chat, as a 400',
      400,
      refused(400, 'Bad Request: chat not found'),
      { kind: 'locked-out', reason: 'chat-not-found' },
    ],
    [
      'no rights in a channel, as a 400',
      400,
      refused(400, 'Bad Request: need administrator rights in the channel chat'),
      { kind: 'locked-out', reason: 'no-rights' },
    ],
    [
      'no rights in a group, as a 400',
      400,
      refused(400, 'Bad Request: not enough rights to send text messages to the chat'),
      { kind: 'locked-out', reason: 'no-rights' },
    ],
    [
      'writing forbidden',
      400,
      refused(400, 'Bad Request: CHAT_WRITE_FORBIDDEN'),
      { kind: 'locked-out', reason: 'no-rights' },
    ],
    ['a closed topic', 400, refused(400, 'Bad Request: TOPIC_CLOSED'), { kind: 'locked-out', reason: 'topic-closed' }],
    [
      'a topic that is gone',
      400,
      refused(400, 'Bad Request: message thread not found'),
      { kind: 'locked-out', reason: 'topic-closed' },
    ],
    [
      'a topic of a group that has no topics any more',
      400,
      refused(400, 'Bad Request: message thread is not a forum topic thread'),
      { kind: 'locked-out', reason: 'topic-closed' },
    ],
    [
      'a group that was deleted',
      403,
      refused(403, 'Forbidden: the group chat was deleted'),
      { kind: 'locked-out', reason: 'chat-not-found' },
    ],
    [
      'no write access',
      400,
      refused(400, 'Bad Request: have no write access to the chat'),
      { kind: 'locked-out', reason: 'no-rights' },
    ],
    [
      'links that are too long together',
      400,
      refused(400, 'Bad Request: ENTITIES_TOO_LONG'),
      { kind: 'bad-text', description: 'Bad Request: ENTITIES_TOO_LONG' },
    ],
    ['any other 403', 403, refused(403, 'Forbidden: something new'), { kind: 'locked-out', reason: 'no-rights' }],
    [
      'a group that became a supergroup',
      400,
      refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1005 }),
      { kind: 'migrated', to: -1005 },
    ],
    [
      'markup that does not parse',
      400,
      refused(400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3"),
      { kind: 'bad-text', description: "Bad Request: can't parse entities: Unclosed start tag at byte offset 3" },
    ],
    [
      'a text that is too long',
      400,
      refused(400, 'Bad Request: message is too long'),
      { kind: 'bad-text', description: 'Bad Request: message is too long' },
    ],
    [
      'anything else that is a 400',
      400,
      refused(400, 'Bad Request: no idea'),
      { kind: 'rejected', code: 400, description: 'Bad Request: no idea' },
    ],
    [
      'a method that the server does not know',
      404,
      refused(404, 'Not Found: method not found'),
      { kind: 'rejected', code: 404, description: 'Not Found: method not found' },
    ],
    ['a revoked token', 401, refused(401, 'Unauthorized'), { kind: 'bad-token' }],
    ['a token of the wrong shape', 404, refused(404, 'Not Found'), { kind: 'bad-token' }],
    ['5xx is unknown', 502, '<html>Bad Gateway</html>', { kind: 'unknown', detail: 'HTTP 502' }],
    [
      '5xx inside the answer is unknown',
      200,
      refused(500, 'Internal Server Error'),
      { kind: 'unknown', detail: 'error 500' },
    ],
    ['no JSON is unknown', 200, '{"ok":tr', { kind: 'unknown', detail: 'an unreadable answer, HTTP 200' }],
    ['another shape is unknown', 200, '{"fine":true}', { kind: 'unknown', detail: 'an unreadable answer, HTTP 200' }],
    ['nothing is unknown', 200, '', { kind: 'unknown', detail: 'an unreadable answer, HTTP 200' }],
  ])('%s', (_, status, body, problem) => {
    expect(readAnswer(status, body)).toEqual({ ok: false, problem })
  })
})

it.each([
  ['Bad Request: wrong file identifier/HTTP URL specified', 'picture'],
  ['Bad Request: failed to get HTTP URL content', 'picture'],
  ['Bad Request: wrong type of the web page content', 'picture'],
  ['Bad Request: PHOTO_INVALID_DIMENSIONS', 'picture'],
  ['Bad Request: IMAGE_PROCESS_FAILED', 'picture'],
  ['Bad Request: WEBPAGE_MEDIA_EMPTY', 'picture'],
  ['Bad Request: BUTTON_URL_INVALID', 'button'],
  ["Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL", 'button'],
  ['Bad Request: reply markup is too long', 'button'],
  ['Bad Request: no idea', 'other'],
])('“%s” blames the %s', (description, blamed) => {
  const answer = readAnswer(400, refused(400, description))
  const refusal = answer.ok ? null : answer.problem
  expect(refusal !== null && isButtonRefusal(refusal)).toBe(blamed === 'button')
  expect(refusal !== null && isPictureRefusal(refusal)).toBe(blamed === 'picture')
})

it('hands the result through', () => {
  expect(readAnswer(200, '{"ok":true,"result":{"message_id":7}}')).toEqual({ ok: true, value: { message_id: 7 } })
})
