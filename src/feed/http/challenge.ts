/** Recognises challenges: tests that a server sends instead of the document, and that only browsers pass. */

/**
 * Headers of challenges: Cloudflare (developers.cloudflare.com/cloudflare-challenges, "Detect a Challenge Page response"), Vercel,
 * and AWS WAF (docs.aws.amazon.com/waf, ChallengeAction and CaptchaAction: with 202 and 405).
 */
const headers: readonly (readonly [name: string, values: RegExp])[] = [
  ['cf-mitigated', /^challenge$/iu],
  ['x-vercel-mitigated', /^challenge$/iu],
  ['x-amzn-waf-action', /^(?:challenge|captcha)$/iu],
]

/** Names that only challenges of Cloudflare, DataDome, Sucuri, Anubis, PerimeterX and Imperva contain. */
const scripts =
  /_cf_chl_opt|captcha-delivery\.com|sucuri_cloudproxy_js|id="anubis_challenge"|px-captcha|incapsula incident id/iu
/** Words of challenges in refusals; other pages may contain them too. */
const refusals =
  /_Incapsula_Resource|<title>DDoS-Guard|captcha|just a moment\.\.\.|checking your browser|enable javascript and cookies|(?:are you|you are|you're)(?: not)? (?:a )?(?:human|robot|bot)\b/iu
const refusing = new Set([401, 403, 405, 429, 503])
const feedRoot = /<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)[\s>]/iu

/** Whether the headers are a challenge's. */
export function isChallengeByHeaders(response: Response): boolean {
  return headers.some(([name, values]) => values.test(response.headers.get(name)?.trim() ?? ''))
}

/** Whether the beginning of the body has to be checked. */
export function mayBeChallenge(response: Response): boolean {
  const isHtml = /html/iu.test(response.headers.get('content-type') ?? '')
  return isHtml && (response.ok || refusing.has(response.status))
}

/** Whether the body is a challenge. @param start its beginning */
export function isChallengeByBody(response: Response, start: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(start)
  if (feedRoot.test(text)) return false
  return scripts.test(text) || (!response.ok && refusals.test(text))
}
