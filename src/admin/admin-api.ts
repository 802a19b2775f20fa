/** The admin API, `/operator/…`: the operator's commands call it with a key that is derived from the bot's token. */
import { type Context, Hono, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { errorWords, log, logProblem } from '../log.ts'
import type { EpochMs } from '../model.ts'
import type { Result, StoreProblem } from '../result.ts'
import { sameSecret } from '../telegram/webhook.ts'
import type { OperatorDeps } from './deps.ts'
import { sendHello } from './hello.ts'
import { report } from './report.ts'
import { setUp } from './setup.ts'
import { telegramReport } from './telegram.ts'

const { savedBytes, documentBytes, requestBytes, reserved } = limits.operator

type AdminContext = Context<{ Bindings: { readonly operator: () => OperatorDeps } }>

export const adminApi = new Hono<{ Bindings: { readonly operator: () => OperatorDeps } }>()

adminApi.use(async (c: AdminContext, next: Next) => {
  const shown = /^Bearer ([\w-]{20,100})$/u.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  if (!sameSecret(shown, c.env.operator().settings.operatorKey)) return c.body(null, 401)
  await next()
  c.res.headers.set('cache-control', 'no-store')
  return undefined
})

adminApi.get('/report', async (c) => c.json(await report(c.env.operator())))
adminApi.get('/telegram', async (c) => c.json(await telegramReport(c.env.operator())))

const setupSchema = v.object({
  apply: v.boolean(),
  takeOver: v.boolean(),
  from: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
})
adminApi.post('/setup', bodyLimit({ maxSize: requestBytes }), async (c) => {
  const request = v.safeParse(setupSchema, await c.req.json().catch(() => null))
  if (!request.success) return c.body(null, 400)
  return c.json(await setUp(c.env.operator(), { ...request.output, origin: new URL(c.req.url).origin }))
})

adminApi.post('/hello', async (c) => c.json(await sendHello(c.env.operator())))

/** Shuts the bot down here. Telegram keeps new updates for the deployment that takes over. */
adminApi.post('/retire', async (c) => {
  const { call, cells } = c.env.operator()
  const removed = await call('deleteWebhook', { drop_pending_updates: false })
  if (!removed.ok) return c.json({ problem: 'telegram' }, 502)
  await Promise.all(cells.map((cell) => cell.setShutDown(true)))
  return c.json({})
})

adminApi.get('/directory', async (c) => c.text(await c.env.operator().directory.save()))
adminApi.put('/directory', bodyLimit({ maxSize: savedBytes }), async (c) =>
  restoring(c, async ({ directory }, backup) => directory.restore(await c.req.text(), backup)),
)

adminApi.get('/cells/:cell{[0-9]{1,2}}', async (c) => {
  const saved = await cellOf(c)?.save()
  if (saved === undefined) return c.body(null, 404)
  return saved.ok ? c.text(saved.value) : done(c, saved)
})
adminApi.put('/cells/:cell{[0-9]{1,2}}', bodyLimit({ maxSize: savedBytes }), async (c) => {
  const since = v.safeParse(v.picklist(['send', 'skip']), c.req.query('since'))
  const cell = cellOf(c)
  if (!since.success || cell === undefined) return c.body(null, since.success ? 404 : 400)
  return restoring(c, async (_, backup) => cell.restore(await c.req.text(), backup, since.output))
})

const numberSchema = v.pipe(v.string(), v.regex(/^\d{1,15}$/u), v.transform(Number))

/** Other documents are saved with their cell. */
const prefixSchema = v.picklist(['edition:', 'bodies:'])
const nameSchema = v.pipe(v.string(), v.regex(/^(?:edition|bodies):[0-9A-Za-z]{1,20}$/u))

adminApi.get('/documents', async (c) => {
  const prefix = v.safeParse(prefixSchema, c.req.query('prefix'))
  if (!prefix.success) return c.body(null, 400)
  const { documents } = c.env.operator()
  return c.json(await documents.list({ prefix: prefix.output, cursor: c.req.query('cursor') ?? null }))
})

/** Streamed unparsed: parsing a large document would exceed the CPU limit of the Free plan. */
adminApi.get('/documents/:name', async (c) => {
  const name = v.safeParse(nameSchema, c.req.param('name'))
  if (!name.success) return c.body(null, 400)
  const document = await c.env.operator().documents.get(name.output)
  return document === null ? c.body(null, 404) : c.body(document)
})
adminApi.put('/documents/:name', bodyLimit({ maxSize: documentBytes }), async (c) => {
  const name = v.safeParse(nameSchema, c.req.param('name'))
  const expiration = v.safeParse(v.optional(numberSchema), c.req.query('expiration'))
  const { body } = c.req.raw
  if (!name.success || !expiration.success || body === null) return c.body(null, 400)
  await c.env.operator().documents.put(name.output, body, expiration.output ?? null)
  return c.json({})
})

const costSchema = v.object({
  kvReads: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(reserved)),
  kvWrites: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(reserved)),
})
/** Books in advance what the following calls cost. The cells share the quotas, so any with room will do. */
adminApi.post('/reserve', bodyLimit({ maxSize: requestBytes }), async (c) => {
  const cost = v.safeParse(costSchema, await c.req.json().catch(() => null))
  if (!cost.success) return c.body(null, 400)
  const { cells } = c.env.operator()
  for (const cell of cells) if (await cell.charge(cost.output)) return c.json({})
  return c.json({ problem: 'quota-spent' }, 429)
})

adminApi.onError((error, c) => {
  if (error instanceof HTTPException) return error.getResponse()
  log({ event: 'operator-failed', error: errorWords(error) })
  return c.json({ problem: error.name === 'EnvironmentError' ? error.message : 'failed' }, 500)
})

function cellOf(c: AdminContext) {
  return c.env.operator().cells[Number(c.req.param('cell'))]
}

/** `?backup=` is when the backup was made, epoch ms. */
async function restoring(
  c: AdminContext,
  restore: (deps: OperatorDeps, backup: EpochMs) => Promise<Result<'restored' | 'already', StoreProblem>>,
): Promise<Response> {
  const backup = v.safeParse(numberSchema, c.req.query('backup'))
  return backup.success ? done(c, await restore(c.env.operator(), backup.output)) : c.body(null, 400)
}

function done(c: AdminContext, result: Result<unknown, StoreProblem>): Response {
  if (!result.ok) logProblem(result.problem)
  return result.ok ? c.json({ state: result.value }) : c.json({ problem: result.problem.kind }, 409)
}
