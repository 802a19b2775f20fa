/** Rate limits, and faults that tests inject. */
import { describe, expect, test } from 'vitest'
import { apiRequest, testWorldWithChannel } from './test-world.ts'

const SECOND = 1000

describe('rate limits', () => {
  test('apply to a chat, to a group, and to all chats together', async () => {
    const { world, clock, call, anna, channel } = testWorldWithChannel({
      flood: { burst: 2, perMinuteInGroups: 4, perSecondInAll: 5 },
    })
    const send = async (chat: number) => {
      const { parameters } = await call('sendMessage', { chat_id: chat, text: 'x' })
      return parameters ?? 'ok'
    }
    expect([await send(anna), await send(anna), await send(anna)]).toEqual(['ok', 'ok', { retry_after: 2 }])
    clock.now += 2 * SECOND
    expect(await send(anna)).toBe('ok')
    for (let sent = 0; sent < 4; sent += 1) {
      clock.now += 2 * SECOND
      expect(await send(channel)).toBe('ok')
    }
    clock.now += 2 * SECOND
    expect(await send(channel)).toEqual({ retry_after: 52 })
    const others = ['B', 'C', 'D'].map((firstName) => world.addPerson({ firstName }).id)
    for (const other of others) world.start(other)
    const crowd = [...others, ...others]
    const answers = []
    for (const person of crowd) answers.push(await send(person))
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(5)
    expect(await call('sendMessage', { chat_id: others[2] ?? 0, text: 'x' })).toMatchObject({
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
    })
  })
})

describe('faults', () => {
  test('change the answer or the effect of a call', async () => {
    const { world, channel } = testWorldWithChannel()
    const send = async () => {
      const before = world.messages(channel).length
      const status = await world.handle(apiRequest('sendMessage', { chat_id: channel, text: 'x' })).then(
        async (response) => `${response.status} ${(await response.text()).slice(0, 12)}`,
        (error: Error) => error.message,
      )
      return [status, world.messages(channel).length - before]
    }
    const sendWith = (fault: Parameters<typeof world.addFault>[0]['fault']) => {
      world.addFault({ fault, times: 1 })
      return send()
    }
    expect(await sendWith({ kind: 'answer-lost' })).toEqual(['the answer was lost', 1])
    expect(await sendWith({ kind: 'request-lost' })).toEqual(['the request was lost', 0])
    expect(await sendWith({ kind: 'server-error', effect: false })).toEqual(['502 <html><head>', 0])
    expect(await sendWith({ kind: 'server-error', effect: true, status: 504 })).toEqual(['504 <html><head>', 1])
    expect(await sendWith({ kind: 'too-many', retryAfter: 7 })).toEqual(['429 {"ok":false,', 0])
    expect(await sendWith({ kind: 'malformed', effect: true })).toEqual(['200 {"ok":true,"', 1])
    const refused = { kind: 'refused', status: 400, description: 'Bad Request: CHAT_WRITE_FORBIDDEN' } as const
    expect(await sendWith(refused)).toEqual(['400 {"ok":false,', 0])
    expect(await send()).toEqual(['200 {"ok":true,"', 1])
    expect(world.faults()).toEqual([])
    expect(world.calls({ method: 'sendMessage' }).map(({ fault }) => fault)).toEqual([
      'answer-lost',
      'request-lost',
      'server-error',
      'server-error',
      'too-many',
      'malformed',
      'refused',
      null,
    ])
  })

  test('apply to a method, to a chat, or after some calls', async () => {
    const slept: number[] = []
    const sleep = async (ms: number) => {
      slept.push(ms)
    }
    const { world, outcome, anna, channel } = testWorldWithChannel({ sleep })
    world.addFault({
      method: 'sendmessage',
      chat: channel,
      after: 1,
      times: 1,
      fault: { kind: 'too-many', retryAfter: 3 },
    })
    const slow = world.addFault({ method: 'getMe', fault: { kind: 'slow', ms: 900 } })
    const post = () => outcome('sendMessage', { chat_id: '@morning', text: 'x' })
    expect(await outcome('sendMessage', { chat_id: anna, text: 'x' })).toBe('ok')
    expect([await post(), await post(), await post()]).toEqual(['ok', 'Too Many Requests: retry after 3', 'ok'])
    await outcome('getMe')
    world.removeFault(slow)
    await outcome('getMe')
    expect(slept).toEqual([900])
    expect(world.calls({ chat: channel })).toHaveLength(3)
  })
})
