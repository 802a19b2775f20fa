/** The Worker's report of Telegram's answers, for a machine that cannot reach Telegram. */
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import {
  PUBLIC_URL,
  SECRET,
  type SimulatedPaperboy,
  startSimulated,
  TOKEN,
} from '../../simulators/cloudflare/paperboy.ts'
import { telegramReport, telegramReportSchema } from '../../src/admin/telegram.ts'
import type { Refusal, Result } from '../../src/result.ts'
import { ask, KEY } from './admin-api-key.ts'

let open: SimulatedPaperboy | null = null
afterEach(() => {
  open?.stop()
  open = null
})

it('the Worker reports its bot and webhook without secrets', async () => {
  const paperboy = await startSimulated()
  open = paperboy
  const text = await (await ask(paperboy, 'telegram')).text()
  expect(v.parse(telegramReportSchema, JSON.parse(text))).toMatchObject({
    me: { value: { id: 4242, username: expect.any(String) } },
    webhook: { value: { url: `${PUBLIC_URL}/telegram/webhook`, pending_update_count: 0 } },
  })
  for (const secret of [SECRET, TOKEN, KEY]) expect(text).not.toContain(secret)
})

const othersToken = '123456789:AAabcdefghijklmnopqrstuvwxyz-012345'
const me = { ok: true, value: { id: 4242, is_bot: true, username: 'paper_bot', first_name: 'Paper' } } as const
const webhook = { ok: true, value: { url: '', pending_update_count: 2 } } as const
const refused = (problem: Refusal) => ({ ok: false, problem }) as const

describe('the report has', () => {
  it.each<[string, Result<unknown, Refusal>, Result<unknown, Refusal>, object]>([
    [
      'both answers',
      me,
      webhook,
      {
        me: { value: { id: 4242, username: 'paper_bot', first_name: 'Paper' } },
        webhook: { value: { url: '', pending_update_count: 2, allowed_updates: [] } },
      },
    ],
    [
      'the refusal of an unknown token',
      refused({ kind: 'bad-token' }),
      refused({ kind: 'bad-token' }),
      {
        me: { problem: 'does not know this BOT_TOKEN', isPassing: false },
        webhook: { problem: 'does not know this BOT_TOKEN', isPassing: false },
      },
    ],
    [
      'temporary problems if Telegram is silent or busy',
      refused({ kind: 'unknown', detail: 'no answer (TimeoutError)' }),
      refused({ kind: 'wait', seconds: 3 }),
      {
        me: { problem: 'no answer (TimeoutError)', isPassing: true },
        webhook: { problem: 'asks to wait 3 seconds', isPassing: true },
      },
    ],
    [
      'no token from a webhook address that contains one',
      me,
      {
        ok: true,
        value: {
          url: `https://tool.example/${othersToken}`,
          last_error_message: `404 at /${othersToken.replace(':', '%3A')}/x`,
        },
      },
      { webhook: { value: { url: 'https://tool.example/<token>', last_error_message: '404 at /<token>/x' } } },
    ],
  ])('%s', async (_, bot, info, report) => {
    const call = async (method: string) => (method === 'getMe' ? bot : info)
    expect(await telegramReport({ call })).toMatchObject(report)
  })
})
