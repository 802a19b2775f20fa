/** What each trouble of the Worker's address means, and what mends it, whether this machine or Telegram met it. Pure. */
import type { Trouble } from './trouble.ts'

export interface Place {
  readonly host: string
  /** The Worker's name. */
  readonly name: string
}

export interface Cause {
  /** A clause without a full stop. */
  readonly what: string
  /** What to do, in sentences. */
  readonly fix: string
}

/** docs/behind-walls.md says more. */
export function wayOut({ kind }: Trouble): string {
  if (kind === 'clock') return 'Set the date, time and time zone of this machine.'
  if (kind === 'edge-failed') return 'That passes: run npm run doctor again in some minutes.'
  const certificate =
    kind === 'certificate'
      ? 'If a proxy of yours opens encrypted connections, set NODE_EXTRA_CA_CERTS to the file with its certificate. '
      : ''
  return `${certificate}Where it is blocked, set HTTPS_PROXY to a proxy that reaches it, or use a VPN (docs/behind-walls.md).`
}

const dashboard = 'Cloudflare’s dashboard'

/** developers.cloudflare.com/workers/observability/errors, developers.cloudflare.com/support/troubleshooting/http-status-codes */
export function causeOf(trouble: Trouble, { host, name }: Place): Cause {
  const isShared = host.endsWith('.workers.dev')
  const leads = `npm run deploy -- --domain ${host} makes ${host} lead to the Worker.`
  switch (trouble.kind) {
    case 'quota-spent':
      return {
        what: 'the account’s 100,000 requests of today are spent (429, Cloudflare’s error 1027)',
        fix: `They come back at midnight UTC, and Telegram keeps what people write until then. Deploying does not help; the paid plan has no such limit.${isShared ? '' : ` A rate limiting rule of the domain answers the same: ${dashboard}, the domain, Security, Security rules.`}`,
      }
    case 'challenged':
      return isShared
        ? {
            what: 'Cloudflare turns requests away (403)',
            fix: `${dashboard}, Workers & Pages, ${name}, Settings, Domains & Routes: Cloudflare Access must be off for workers.dev.`,
          }
        : {
            what: 'the domain’s firewall turns requests away (403, or a challenge)',
            // developers.cloudflare.com/waf/custom-rules/skip: Bot Fight Mode cannot be skipped.
            fix: `${dashboard}, the domain, Security, Security rules: create a custom rule with the action Skip for ${host} and the paths /telegram/webhook and /operator/*. Switch Bot Fight Mode off (Security, Settings): no rule can skip it.`,
          }
    case 'no-origin':
    case 'no-such-name':
      return isShared
        ? {
            what: 'the address is not found',
            fix: 'A new address takes some minutes. If it stays like this, npm run deploy sets it up again.',
          }
        : {
            what: 'the domain leads nowhere (530, Cloudflare’s error 1016)',
            fix: `${dashboard}, the domain, Overview: it has to be active. ${leads}`,
          }
    case 'worker-failed':
      return {
        what: `the Worker fails (${failures.get(trouble.code) ?? trouble.code})`,
        fix: `Its logs say why: ${dashboard}, Workers & Pages, ${name}, Logs, or npx wrangler tail ${name}. A newer version may have mended it: npm run upgrade`,
      }
    case 'not-routed':
      return {
        what: 'nothing leads to the Worker there (404, Cloudflare’s error 1042)',
        fix: isShared
          ? 'workers.dev may be switched off for the Worker: npm run doctor -- --fix switches it on where you are logged in at Cloudflare (npx wrangler login); otherwise npm run deploy'
          : leads,
      }
    case 'edge-failed':
      return {
        what: `Cloudflare’s edge fails (${trouble.status})`,
        fix: 'That passes: run npm run doctor again in some minutes. www.cloudflarestatus.com tells of larger failures.',
      }
    case 'certificate':
      return {
        what: 'the certificate is not accepted',
        fix: isShared
          ? 'A new address has its certificate after some minutes: run npm run doctor again then.'
          : `${dashboard}, the domain, SSL/TLS, Edge Certificates: wait until the certificate of ${host} is active. ${leads}`,
      }
    case 'clock':
      return { what: 'the certificate is not valid now', fix: wayOut(trouble) }
    case 'cut-off':
      return {
        what: 'the address is not reached',
        fix: isShared
          ? 'That passes: run npm run doctor again in some minutes. www.cloudflarestatus.com tells of larger failures.'
          : `The domain’s record has to be proxied by Cloudflare (${dashboard}, the domain, DNS). ${leads}`,
      }
    case 'block-page':
      return { what: 'a page of somebody on the way answers in its place', fix: wayOut(trouble) }
    case 'other-token':
      return {
        what: 'the Worker there runs a bot with another token',
        fix: 'Name the Worker of this bot: npm run doctor -- --name NAME. If the token was renewed at @BotFather: npm run deploy',
      }
    case 'other-secret':
      return {
        what: 'the secrets of the Worker and of the webhook differ',
        fix: 'npm run deploy sets the same on both sides.',
      }
    case 'refused':
      return refusal(trouble.reason, name)
    case 'other':
      return {
        what: 'what answers is no Paperboy of this version',
        fix: 'If the Worker is older than these sources, npm run deploy brings it up to date. If it is newer, first npm run upgrade',
      }
  }
}

const failures: ReadonlyMap<number, string> = new Map([
  [500, '500: it threw, as in Cloudflare’s error 1101'],
  [503, '503: it was busy, or used too much CPU, as in Cloudflare’s error 1102'],
  [1101, '1101: it threw'],
  [1102, '1102: it used more CPU than the plan gives'],
])

/** In the Worker's own words: src/admin/admin-api.ts. */
function refusal(reason: string, name: string): Cause {
  if (/BOT_TOKEN|WEBHOOK_SECRET/u.test(reason))
    return { what: `a secret is missing: ${reason}`, fix: 'npm run deploy sets it.' }
  if (reason === 'quota-spent')
    return {
      what: 'the day’s quota of Durable Objects is spent',
      fix: 'It comes back at midnight UTC, and Telegram keeps what people write until then. Deploying does not help.',
    }
  return {
    what: `the Worker says “${reason}”`,
    fix: causeOf({ kind: 'worker-failed', code: 500 }, { host: '', name }).fix,
  }
}
