/** Tells whether a server answered with a test that only a browser can pass, by marks that such tests are known by. */

/**
 * Headers that say so: Cloudflare (developers.cloudflare.com/cloudflare-challenges, "Detect a Challenge Page response"), Vercel,
 * and AWS WAF (docs.aws.amazon.com/waf, ChallengeAction and CaptchaAction: with 202 and 405).
 */
const headers: readonly (readonly [name: string, values: RegExp])[] = [
  ['cf-mitigated', /^challenge$/iu],
  ['x-vercel-mitigated', /^challenge$/iu],
  ['x-amzn-waf-action', /^(?:challenge|captcha)$/iu],
]

/** In the pages of Cloudflare, DataDome, Sucuri, Anubis, PerimeterX and Imperva: names that nothing else would have. */
const scripts =
  /_cf_chl_opt|captcha-delivery\.com|sucuri_cloudproxy_js|id="anubis_challenge"|px-captcha|incapsula incident id/iu
/** What a refusal says when it is such a test. */
const refusals =
  /_Incapsula_Resource|<title>DDoS-Guard|captcha|just a moment\.\.\.|checking your browser|enable javascript and cookies|(?:are you|you are|you're)(?: not)? (?:a )?(?:human|robot|bot)\b/iu
const refusing = new Set([401, 403, 405, 429, 503])
const feedRoot = /<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)[\s>]/iu

export function isChallengeByHeaders(response: Response): boolean {
  return headers.some(([name, values]) => values.test(response.headers.get(name)?.trim() ?? ''))
}

/** Whether the beginning of the body may tell. */
export function mayBeChallenge(response: Response): boolean {
  const isHtml = /html/iu.test(response.headers.get('content-type') ?? '')
  return isHtml && (response.ok || refusing.has(response.status))
}

/** @param start the beginning of the body */
export function isChallengeByBody(response: Response, start: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(start)
  if (feedRoot.test(text)) return false
  return scripts.test(text) || (!response.ok && refusals.test(text))
}
