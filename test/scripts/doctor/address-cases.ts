/** Faults of the Worker's address, seen by this machine and by Telegram, and the finding for each. */
import { troubleAtAdminApi } from '../../../scripts/doctor/trouble.ts'
import { AdminApiProblem } from '../../../scripts/operator/admin-api.ts'
import { answered, type Case, SHARED, unreachable, withError, withTrouble } from './facts.ts'

const spent =
  /wrong .*100,000 requests of today are spent.* → They come back at midnight UTC, .*Deploying does not help/u
const firewall =
  /wrong .*the domain’s firewall turns requests away.* → .*Skip .*\/telegram\/webhook and \/operator\/\*.*Bot Fight Mode off/u
const access = /wrong .*Cloudflare turns requests away \(403\) → .*Cloudflare Access must be off for workers\.dev/u
const nowhere = /wrong .*the domain leads nowhere.* → .*must be active\. npm run deploy -- --domain paperboy\.test/u
const fails = (code: number) =>
  new RegExp(
    `wrong .*the Worker fails \\(${code}: .* → Its logs say why: .*npx wrangler tail paperboy\\. .*npm run upgrade`,
    'u',
  )
const unrouted = /wrong .*nothing leads to the Worker there.* → npm run deploy -- --domain paperboy\.test points/u
const sharedUnrouted = /wrong .*nothing leads to the Worker there.* → .*npm run doctor -- --fix switches it on/u
const edge = (status: number) => new RegExp(`wrong .*Cloudflare’s edge fails \\(${status}\\) → That passes`, 'u')

/** What this machine met at the address. */
export const atTheAddress: readonly Case[] = [
  ['the day’s requests are spent (1027)', withTrouble(answered(429, 'error code: 1027')), spent],
  ['too many requests', withTrouble(answered(429, '')), spent],
  ['a rule of the firewall', withTrouble(answered(403, '<title>Error 1020')), firewall],
  ['a challenge', withTrouble(answered(403, '<html>', { 'cf-mitigated': 'challenge' })), firewall],
  ['a wall before workers.dev', withTrouble(answered(403, ''), SHARED), access],
  ['a domain without its record (1016)', withTrouble(answered(530, 'error code: 1016')), nowhere],
  ['a domain that is not found from here', withTrouble(answered(530, '')), nowhere],
  ['a Worker that throws (1101)', withTrouble(answered(500, 'error code: 1101')), fails(1101)],
  ['a Worker that takes too long (1102)', withTrouble(answered(503, 'error code: 1102')), fails(1102)],
  ['workers.dev that is off (1042)', withTrouble(answered(404, 'error code: 1042'), SHARED), sharedUnrouted],
  ['a domain that leads elsewhere', withTrouble(answered(404, 'nothing')), unrouted],
  ['the edge in trouble', withTrouble(answered(522, '')), edge(522)],
  [
    'a provider’s page',
    withTrouble(answered(200, '<html>blocked', {}), SHARED),
    /^mind Worker: this machine does not reach paperboy\.ann\.workers\.dev .* → .*HTTPS_PROXY.*docs\/behind-walls\.md.*--domain HOST/u,
  ],
  [
    'a connection that is reset',
    withTrouble(unreachable('reset')),
    /^mind Worker: this machine does not reach paperboy\.test .* → Where it is blocked, set HTTPS_PROXY/u,
  ],
  ['a time-out', withTrouble(unreachable('timed-out')), /^mind Worker: this machine does not reach/u],
  ['a name that is not found', withTrouble(unreachable('no-such-name')), /^mind Worker: this machine does not/u],
  [
    'a certificate of somebody on the way',
    withTrouble(unreachable('certificate')),
    /^mind Worker: .* → .*NODE_EXTRA_CA_CERTS/u,
  ],
  [
    'another bot’s Worker',
    withTrouble(troubleAtAdminApi(new AdminApiProblem('other-token', '', { status: 401 }))),
    /^wrong Worker \(paperboy\.test\): the Worker there runs a bot with another token → .*--name NAME.*npm run deploy/u,
  ],
  [
    'a Worker without its token',
    withTrouble({ kind: 'refused', reason: 'BOT_TOKEN is not set' }),
    /^wrong Worker .*a secret is missing: BOT_TOKEN is not set → npm run deploy sets it/u,
  ],
  [
    'a quota of objects that is spent',
    withTrouble({ kind: 'refused', reason: 'quota-spent' }),
    /^wrong Worker .*quota of Durable Objects is spent → .*midnight UTC/u,
  ],
  [
    'another version',
    withTrouble(troubleAtAdminApi(new AdminApiProblem('no-paperboy', '', { status: 200 }))),
    /^wrong Worker .*no Paperboy of this version → .*npm run deploy .*npm run upgrade/u,
  ],
]

/** What Telegram met there, in its words. */
export const atTheWebhook: readonly Case[] = [
  ['429', withError('Wrong response from the webhook: 429 Too Many Requests'), spent],
  ['403', withError('Wrong response from the webhook: 403 Forbidden'), firewall],
  ['403 on workers.dev', withError('Wrong response from the webhook: 403 Forbidden', SHARED), access],
  ['530', withError('Wrong response from the webhook: 530 <none>'), nowhere],
  [
    '401',
    withError('Wrong response from the webhook: 401 Unauthorized'),
    /^wrong Webhook: 1 min 0 s ago Telegram got “Wrong response.*”: the secrets .* differ → npm run doctor -- --fix sets/u,
  ],
  ['404', withError('Wrong response from the webhook: 404 Not Found'), unrouted],
  ['404 on workers.dev', withError('Wrong response from the webhook: 404 Not Found', SHARED), sharedUnrouted],
  ['500', withError('Wrong response from the webhook: 500 Internal Server Error'), fails(500)],
  ['503', withError('Wrong response from the webhook: 503 Service Unavailable'), fails(503)],
  ['522', withError('Wrong response from the webhook: 522 <none>'), edge(522)],
  ['a name that does not resolve', withError('Failed to resolve host: Name or service not known'), nowhere],
  [
    'a new name that does not resolve yet',
    withError('Failed to resolve host: Name or service not known', SHARED),
    /the address is not found → A new address takes some minutes/u,
  ],
  [
    'a time-out',
    withError('Read timeout expired'),
    /the address is not reached → The domain’s record must be proxied by Cloudflare.*--domain paperboy\.test/u,
  ],
  ['a reset', withError('Connection reset by peer', SHARED), /the address is not reached → That passes/u],
  [
    'a wrong certificate',
    withError('SSL error {error:0A000086:SSL routines::certificate verify failed}'),
    /the certificate is not accepted → .*Edge Certificates/u,
  ],
]
