/** Cloudflare's error codes in a deployment, with advice: the list in docs/operators.md. */
import { OperatorProblem } from '../operator/problem.ts'

const permissions =
  'It needs “Workers Scripts: Edit”, “Workers KV Storage: Edit” and “Account Settings: Read” for the account, and “Workers Routes: Edit” for the zone of a domain of your own'
const login = 'Run `npx wrangler login` again, or make a new API token from the template “Edit Cloudflare Workers”'
const again = 'Then run the same command again: it goes on from here.'

/**
 * What each code means, without a full stop, and what to do. developers.cloudflare.com/workers/observability/errors,
 * developers.cloudflare.com/workers/platform/limits, and reports by users of wrangler.
 */
const codes: Readonly<Record<number, readonly [means: string, advice: string]>> = {
  7003: [
    'There is no account of this id',
    'Compare CLOUDFLARE_ACCOUNT_ID, or account_id in wrangler.toml, with the id in the address of Cloudflare’s dashboard.',
  ],
  9109: ['The API token does not cover this account, or is no longer valid', `${login}. ${again}`],
  10000: [
    'A permission is missing',
    `Give the API token the permission that is missing. ${permissions}. Or run \`npx wrangler login\` again. ${again}`,
  ],
  10013: [
    'The KV namespace does not exist',
    'Run npm run deploy: it makes a new one. Without the old one, old short links no longer open.',
  ],
  10014: ['A KV namespace of this title exists already', 'Run the same command again: it uses the one that exists.'],
  10015: [
    'The account may not use Workers',
    `Open “Workers & Pages” in Cloudflare’s dashboard once, and accept the terms. ${again}`,
  ],
  10021: [
    'Cloudflare could not start the Worker',
    'If it says “startup CPU”, run the same command again. Otherwise undo your changes to src/ and wrangler.toml, or run npm run upgrade.',
  ],
  10023: [
    'The login may not do this in this account',
    `Ask the account’s administrator for the role “Workers Admin”, or choose another account with CLOUDFLARE_ACCOUNT_ID. ${again}`,
  ],
  10026: [
    'The plan allows no more KV namespaces, or the request could not be read',
    `Delete a namespace that you no longer need in the dashboard (Storage & databases, KV). ${again}`,
  ],
  10027: ['The Worker is too large', 'Undo your changes to src/ and package.json: a release is within the limit.'],
  10034: [
    'The account’s e-mail address is not confirmed',
    `Open Cloudflare’s message “Please verify your email address” and press its button. ${again}`,
  ],
  10035: ['Somebody else is changing this Worker at the same time', 'Wait a minute, then run the same command again.'],
  10037: [
    'The plan allows no more Workers',
    `Delete a Worker that you no longer need in the dashboard (Workers & Pages). ${again}`,
  ],
  10041: [
    'The KV namespace is of another account',
    'Take the line `id = …` out of [[kv_namespaces]] in wrangler.toml, then run the same command again.',
  ],
  10042: [
    'The KV namespace’s id is not valid',
    'Take the line `id = …` out of [[kv_namespaces]] in wrangler.toml, then run the same command again.',
  ],
  10063: ['The account has no workers.dev subdomain yet', 'Choose one: npm run deploy -- --subdomain NAME'],
  10064: [
    'The deployed Worker has Durable Object classes that these sources do not have',
    'These sources are older than what is deployed: run npm run upgrade, or git pull, first.',
  ],
  10072: [
    'The account has five cron triggers already, the most that the Free plan allows',
    `Delete a cron trigger of another Worker in the dashboard (that Worker, Settings, Trigger events), or take the paid plan. ${again}`,
  ],
  10074: [
    'A Durable Object class is in use already',
    'Another Worker of this name was deployed by other means. Choose another name: npm run deploy -- --name another-name',
  ],
  10079: [
    'The Worker’s Durable Object migrations are not those that these sources expect',
    'These sources are older than what is deployed, or two people deployed at once: run npm run upgrade, or git pull, then npm run deploy.',
  ],
  10082: [
    'The domain is not in this account, or not yet active on Cloudflare',
    `Add the domain in the dashboard and wait until it is active, or take the line \`routes = …\` out of wrangler.toml. ${again}`,
  ],
  100117: [
    'The domain has a DNS record already',
    `Delete the record in the dashboard (the domain, DNS), or choose another name below the domain. ${again}`,
  ],
}
export const codeAdvices = new Map(Object.entries(codes).map(([code, advice]) => [Number(code), advice] as const))

export const unknownCodeAdvice =
  'Run the same command again: what is done stays done. If it fails again, look at www.cloudflarestatus.com, then search for the code in Cloudflare’s documents.'

/** @param said Cloudflare's message @param code null: none was given */
export function refusedByCloudflare(said: string, code: number | null): OperatorProblem {
  const [means, advice] = (code === null ? null : codeAdvices.get(code)) ?? ['', unknownCodeAdvice]
  const meaning = means === '' ? '' : `${means}.\n  `
  return new OperatorProblem(`${meaning}Cloudflare says: ${said}${code === null ? '' : ` (${code})`}`, advice)
}

/** The code in wrangler's output, as `[code: 10000]`: the last known one, as wrangler repeats some requests. */
export function codeIn(output: string): number | null {
  if (/verify your email/iu.test(output)) return 10_034
  if (/could not find zone/iu.test(output)) return 10_082
  const codes = [...output.matchAll(/\[code: (\d+)\]/gu)].map(([, code]) => Number(code))
  return codes.findLast((code) => codeAdvices.has(code)) ?? codes.at(-1) ?? null
}
