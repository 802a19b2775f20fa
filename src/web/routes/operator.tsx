/** The operator's page, and the way in: a link from the bot, a button, a cookie. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { DoorsAreDark } from '../../cycle/request-quota.ts'
import { limits } from '../../limits.ts'
import { logCaught } from '../../log.ts'
import type { WebContext } from '../edge-cache.ts'
import { SignInPage } from '../pages/sign-in.tsx'
import { StatusPage } from '../pages/status.tsx'
import { html, language, note, wordsOf } from '../responses.tsx'

const COOKIE = 'session'
const codePattern = /^[\w-]{32}$/u
/** `__Host-`: it is sent to this host only, over TLS only. Lax: a link from the bot opens the page signed in. */
const attributes = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Everybody sees whether all is well; owners see what it is made of. */
export async function showStatus(c: WebContext): Promise<Response> {
  const session = getCookie(c, COOKIE, 'host')
  // Whether all is well can be told without the directory.
  const isKnown = session !== undefined && codePattern.test(session)
  const isOwner = isKnown && (await c.env.isOwner(session).catch(notKnown))
  const [health, cells] = await Promise.all([c.env.health(), isOwner ? c.env.status() : null])
  const answer = html(c, <StatusPage language={language(c)} health={health} cells={cells} now={c.env.now} />)
  answer.headers.set('cache-control', 'no-store')
  return answer
}

/** Who cannot be asked after is shown what everybody is. */
function notKnown(error: unknown): false {
  if (!(error instanceof DoorsAreDark)) logCaught('asking whether an owner signed in', error)
  return false
}

/** Looks at nothing: what only opens links, as previews do, must not use the code up. */
export function askToSignIn(c: WebContext): Response {
  const code = c.req.query('code') ?? ''
  if (!codePattern.test(code)) return note(c, (words) => words.signInFailed, 400)
  const answer = html(c, <SignInPage words={wordsOf(c)} code={code} />)
  answer.headers.set('cache-control', 'no-store')
  return answer
}

export async function signIn(c: WebContext): Promise<Response> {
  const { code } = await c.req.parseBody()
  if (typeof code !== 'string' || !codePattern.test(code)) return note(c, (words) => words.signInFailed, 400)
  const answer = await c.env.signIn(code, c.req.header('cf-connecting-ip') ?? '')
  if (answer === 'busy') return note(c, (words) => words.signInBusy, 429)
  if (answer === 'wrong') return note(c, (words) => words.signInFailed, 400)
  setCookie(c, COOKIE, answer.session, { ...attributes, maxAge: limits.web.sessionMs / 1000 })
  return c.redirect('/status', 303)
}

export async function signOut(c: WebContext): Promise<Response> {
  const session = getCookie(c, COOKIE, 'host')
  if (session !== undefined) await c.env.signOut(session)
  deleteCookie(c, COOKIE, attributes)
  return c.redirect('/status', 303)
}
