/** What an operator reads when Telegram or the Worker does not answer as expected. */
import { createServer, type ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { BotApiProblem, botApi } from '../../scripts/bot-api.ts'
import { connectAdminApi } from '../../scripts/operator/admin-api.ts'
import { operatorProblemOf } from '../../scripts/operator/problem.ts'
import { close, freePort, listen, loopback } from '../../simulators/ports.ts'

const TOKEN = '777:a-token_that-nobody-may-see'

/** The message about a server that answers like this; null: no server. */
async function said(answers: ((response: ServerResponse) => void) | null, ask: (url: string) => Promise<unknown>) {
  const server = createServer((_, response) => answers?.(response))
  const port = answers === null ? await freePort() : await listen(server, 0)
  try {
    const problem = operatorProblemOf(await ask(`http://${loopback}:${port}`).catch((thrown: unknown) => thrown))
    return `${problem?.message} → ${problem?.advice}`
  } finally {
    await close(server)
  }
}
const json = (status: number, body: object) => (response: ServerResponse) =>
  void response.writeHead(status).end(JSON.stringify(body))
const refusal = (code: number, description: string, parameters = {}) =>
  json(code, { ok: false, error_code: code, description, parameters })

describe('Telegram', () => {
  it.each<[string, Parameters<typeof said>[0], RegExp]>([
    [
      'that is not reached is reported with the cause',
      null,
      /^Telegram could not be asked: getMe: 127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)\. → .*HTTPS_PROXY/u,
    ],
    [
      'that is cut off is reported with the cause',
      (response) => void response.socket?.destroy(),
      /the connection to 127\.0\.0\.1:\d+ was cut \(\w+\)\. → Check the network of this machine.*VPN/u,
    ],
    [
      'in whose place a page answers is recognised',
      (response) => void response.writeHead(200).end('<html>Please log in</html>'),
      /getMe: something other than Telegram’s Bot API answered \(200\)/u,
    ],
    ['that does not know the token says where it is', refusal(401, 'Unauthorized'), /→ .*@BotFather.*BOT_TOKEN/u],
    [
      'that was asked too often says how long to wait',
      refusal(429, 'Too Many Requests', { retry_after: 7 }),
      /→ .*wait 7 seconds/u,
    ],
    ['that is in trouble says to wait', refusal(502, 'Bad Gateway'), /→ Telegram is in trouble/u],
  ])('%s', async (_, answers, words) => {
    const message = await said(answers, (url) => botApi(url, TOKEN).me())
    expect(message).toMatch(words)
    expect(message).not.toContain('a-token')
  })

  it('keeps the cause in the error', async () => {
    const thrown = await botApi(`http://${loopback}:${await freePort()}`, TOKEN)
      .me()
      .catch((problem: unknown) => problem)
    expect(thrown).toBeInstanceOf(BotApiProblem)
    expect(thrown).toMatchObject({ status: 0, network: { kind: 'refused' } })
  })
})

describe('the Worker', () => {
  it.each<[string, Parameters<typeof said>[0], RegExp]>([
    [
      'that is not reached is reported with the cause',
      null,
      /^http:\/\/127\.0\.0\.1:\d+ does not answer: 127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)\. → Check the address/u,
    ],
    ['that has another token is recognised', json(401, {}), /runs a bot with another token\. → Name the Worker/u],
  ])('%s', async (_, answers, words) => {
    expect(await said(answers, (url) => connectAdminApi(url, TOKEN).report())).toMatch(words)
  })
})
