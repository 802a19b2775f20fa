/** Why the Worker or Telegram does not answer as it should, and what to do. Pure. */
import type { BotApiProblem } from '../bot-api.ts'
import type { AdminApiProblem } from '../operator/admin-api.ts'
import type { EdgeAnswer } from '../operator/edge-answer.ts'
import type { NetworkProblem } from '../operator/network-problem.ts'

export type Trouble =
  | EdgeAnswer
  /** The network; `cut-off`: reset, refused or timed out; `clock`: the certificate is not valid by this machine's clock. */
  | { readonly kind: 'no-such-name' | 'cut-off' | 'certificate' | 'clock' }
  /** The Worker has another bot's token; the webhook's secret at Telegram is not the Worker's. */
  | { readonly kind: 'other-token' | 'other-secret' }
  /** `reason`: the Worker's; '' if it gives none. */
  | { readonly kind: 'refused'; readonly reason: string }

export function troubleAtAdminApi({ kind, network, status, reason, answer }: AdminApiProblem): Trouble {
  if (kind === 'unreachable') return networkTrouble(network)
  if (kind === 'other-token') return { kind }
  return kind === 'refused' ? { kind, reason } : (answer ?? { kind: 'other', status })
}

/** core.telegram.org/bots/api#making-requests: an answer of the Bot API names its error. */
export function troubleAtTelegram({ status, message, network }: BotApiProblem): Trouble {
  if (status === 0) return networkTrouble(network)
  if (status === 429 || status >= 500) return { kind: 'edge-failed', status }
  return isOtherForm.test(message) ? { kind: 'block-page' } : { kind: 'refused', reason: '' }
}

/** Matches messages about an answer that is not JSON, or unexpected JSON. */
const isOtherForm = /is not valid JSON|Unexpected (?:token|end)|Invalid (?:type|key)|something other than Telegram/iu

function networkTrouble(network: NetworkProblem | null): Trouble {
  const kind = network?.kind
  return { kind: kind === 'clock' || kind === 'certificate' || kind === 'no-such-name' ? kind : 'cut-off' }
}

const webhookStatuses: ReadonlyMap<number, Trouble> = new Map<number, Trouble>([
  [401, { kind: 'other-secret' }],
  [403, { kind: 'challenged' }],
  [404, { kind: 'not-routed' }],
  [429, { kind: 'quota-spent' }],
  [530, { kind: 'no-origin' }],
  [500, { kind: 'worker-failed', code: 500 }],
  [503, { kind: 'worker-failed', code: 503 }],
])

/** Interprets Telegram's last webhook error: core.telegram.org/bots/webhooks, tdlib/td and telegram-bot-api, WebhookActor.cpp. */
export function troubleOfWebhook(words: string): Trouble {
  const status = Number(/\b([45]\d\d)\b/u.exec(words)?.[1] ?? 0)
  if (status !== 0) return webhookStatuses.get(status) ?? { kind: status > 500 ? 'edge-failed' : 'other', status }
  if (/resolve/iu.test(words)) return { kind: 'no-such-name' }
  return { kind: /ssl|certificate/iu.test(words) ? 'certificate' : 'cut-off' }
}

/** Whether the trouble lies between this machine and the address. */
export function isNetworkTrouble({ kind }: Trouble): boolean {
  return ['no-such-name', 'cut-off', 'certificate', 'clock', 'block-page'].includes(kind)
}

/** Whether another attempt may succeed. */
export function isTransient(trouble: Trouble): boolean {
  return isNetworkTrouble(trouble) || trouble.kind === 'edge-failed'
}

/** docs/behind-walls.md says more. */
export function troubleAdvice({ kind }: Trouble): string {
  if (kind === 'clock') return 'Set the date, time and time zone of this machine.'
  if (kind === 'edge-failed') return 'That passes: run npm run doctor again in some minutes.'
  const certificate =
    kind === 'certificate'
      ? 'If a proxy of yours opens encrypted connections, set NODE_EXTRA_CA_CERTS to the file with its certificate. '
      : ''
  return `${certificate}Where it is blocked, set HTTPS_PROXY to a proxy that reaches it, or use a VPN (docs/behind-walls.md).`
}

const dashboard = 'Cloudflare’s dashboard'
const passes =
  'That passes: run npm run doctor again in some minutes. www.cloudflarestatus.com reports larger failures.'

type Cause = readonly [what: string, fix: string]

/**
 * A clause, and sentences. @param name the Worker's
 * developers.cloudflare.com/workers/observability/errors, developers.cloudflare.com/support/troubleshooting/http-status-codes
 */
export function causeOf(trouble: Trouble, host: string, name: string): Cause {
  const isShared = host.endsWith('.workers.dev')
  const points = `npm run deploy -- --domain ${host} points ${host} to the Worker.`
  switch (trouble.kind) {
    case 'quota-spent':
      return [
        'the account’s 100,000 requests of today are spent (429, Cloudflare’s error 1027)',
        `They come back at midnight UTC, and Telegram keeps new messages until then. Deploying does not help; the paid plan has no such limit.${isShared ? '' : ` A rate limiting rule of the domain answers the same: ${dashboard}, the domain, Security, Security rules.`}`,
      ]
    case 'challenged':
      return isShared
        ? [
            'Cloudflare turns requests away (403)',
            `${dashboard}, Workers & Pages, ${name}, Settings, Domains & Routes: Cloudflare Access must be off for workers.dev.`,
          ]
        : [
            'the domain’s firewall turns requests away (403, or a challenge)',
            // developers.cloudflare.com/waf/custom-rules/skip: Bot Fight Mode cannot be skipped.
            `${dashboard}, the domain, Security, Security rules: create a custom rule with the action Skip for ${host} and the paths /telegram/webhook and /operator/*. Switch Bot Fight Mode off (Security, Settings): no rule can skip it.`,
          ]
    case 'no-origin':
    case 'no-such-name':
      return isShared
        ? [
            'the address is not found',
            'A new address takes some minutes. If it stays like this, npm run deploy sets it up again.',
          ]
        : [
            'the domain leads nowhere (530, Cloudflare’s error 1016)',
            `${dashboard}, the domain, Overview: it must be active. ${points}`,
          ]
    case 'worker-failed':
      return [
        `the Worker fails (${failures.get(trouble.code) ?? trouble.code})`,
        `Its logs say why: ${dashboard}, Workers & Pages, ${name}, Logs, or npx wrangler tail ${name}. A newer version may have fixed it: npm run upgrade`,
      ]
    case 'not-routed':
      return [
        'nothing leads to the Worker there (404, Cloudflare’s error 1042)',
        isShared
          ? 'workers.dev may be switched off for the Worker: npm run doctor -- --fix switches it on where you are logged in to Cloudflare (npx wrangler login); otherwise npm run deploy'
          : points,
      ]
    case 'edge-failed':
      return [`Cloudflare’s edge fails (${trouble.status})`, passes]
    case 'certificate':
      return [
        'the certificate is not accepted',
        isShared
          ? 'A new address has its certificate after some minutes: run npm run doctor again then.'
          : `${dashboard}, the domain, SSL/TLS, Edge Certificates: wait until the certificate of ${host} is active. ${points}`,
      ]
    case 'clock':
      return ['the certificate is not valid now', troubleAdvice(trouble)]
    case 'cut-off':
      return [
        'the address is not reached',
        isShared
          ? passes
          : `The domain’s record must be proxied by Cloudflare (${dashboard}, the domain, DNS). ${points}`,
      ]
    case 'block-page':
      return ['a page of a provider or a firewall answers in its place', troubleAdvice(trouble)]
    case 'other-token':
      return [
        'the Worker there runs a bot with another token',
        'Name the Worker of this bot: npm run doctor -- --name NAME. If the token was renewed at @BotFather: npm run deploy',
      ]
    case 'other-secret':
      return ['the secrets of the Worker and of the webhook differ', 'npm run deploy sets the same on both sides.']
    case 'refused':
      return refusal(trouble.reason, name)
    case 'other':
      return [
        'what answers is no Paperboy of this version',
        'If the Worker is older than these sources, npm run deploy updates it. If it is newer, run npm run upgrade first',
      ]
  }
}

const failures: ReadonlyMap<number, string> = new Map([
  [500, '500: it threw, as in Cloudflare’s error 1101'],
  [503, '503: it was busy, or used too much CPU, as in Cloudflare’s error 1102'],
  [1101, '1101: it threw'],
  [1102, '1102: it used more CPU than the plan gives'],
])

/** Explains the Worker's reason for a refusal: src/admin/admin-api.ts. */
function refusal(reason: string, name: string): Cause {
  if (/BOT_TOKEN|WEBHOOK_SECRET/u.test(reason)) return [`a secret is missing: ${reason}`, 'npm run deploy sets it.']
  if (reason === 'quota-spent')
    return [
      'the day’s quota of Durable Objects is spent',
      'It comes back at midnight UTC, and Telegram keeps new messages until then. Deploying does not help.',
    ]
  return [`the Worker says “${reason}”`, causeOf({ kind: 'worker-failed', code: 500 }, '', name)[1]]
}
