/** Routes of the status page, and of signing in: a link from the bot, a button, a cookie. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import { RequestQuotaSpent } from '../../cycle/request-quota.ts'
import { limits, secondMs } from '../../limits.ts'
import { logCaught } from '../../log.ts'
import { channelIdSchema } from '../../model.ts'
import type { WebContext } from '../edge-cache.ts'
import { SignInPage } from '../pages/sign-in.tsx'
import { StatusPage } from '../pages/status.tsx'
import { html, language, note, translator, uncached } from '../responses.tsx'

const COOKIE = 'session'
const codePattern = /^[\w-]{32}$/u
/** `__Host-`: sent to this host over TLS only. Lax: a link from the bot opens the page signed in. */
const attributes = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Everyone sees whether the bot works; owners see details. */
export async function showStatus(c: WebContext): Promise<Response> {
  const isOwner = await isOwnersSession(c)
  const [health, cells] = await Promise.all([c.env.health(), isOwner ? c.env.status() : null])
  return uncached(html(c, <StatusPage language={language(c)} health={health} cells={cells} now={c.env.now} />))
}

/** Whether the browser is signed in as an owner. False if the directory does not answer: the page for everyone does not need it. */
export async function isOwnersSession(c: WebContext): Promise<boolean> {
  const session = getCookie(c, COOKIE, 'host')
  if (session === undefined || !codePattern.test(session)) return false
  return c.env.isOwner(session).catch((error: unknown) => {
    if (!(error instanceof RequestQuotaSpent)) logCaught('asking whether an owner signed in', error)
    return false
  })
}

/** Only shows a button, so that link previews do not use the code up. */
export function showSignIn(c: WebContext): Response {
  const code = c.req.query('code') ?? ''
  if (!codePattern.test(code)) return note(c, 'signInFailed', 400)
  const channel = v.safeParse(channelIdSchema, c.req.query('channel'))
  return uncached(
    html(c, <SignInPage t={translator(c)} code={code} channel={channel.success ? channel.output : null} />),
  )
}

/** Exchanges a one-time code for a session cookie. */
export async function signIn(c: WebContext): Promise<Response> {
  const { code, channel } = await c.req.parseBody()
  if (typeof code !== 'string' || !codePattern.test(code)) return note(c, 'signInFailed', 400)
  const result = await c.env.signIn(code, c.req.header('cf-connecting-ip') ?? '')
  if (result === 'busy') return note(c, 'signInBusy', 429)
  if (result === 'wrong') return note(c, 'signInFailed', 400)
  setCookie(c, COOKIE, result.session, { ...attributes, maxAge: limits.web.sessionMs / secondMs })
  return c.redirect(v.is(channelIdSchema, channel) ? `/stats/${channel}` : '/status', 303)
}

export async function signOut(c: WebContext): Promise<Response> {
  const session = getCookie(c, COOKIE, 'host')
  if (session !== undefined) await c.env.signOut(session)
  deleteCookie(c, COOKIE, attributes)
  return c.redirect('/status', 303)
}
