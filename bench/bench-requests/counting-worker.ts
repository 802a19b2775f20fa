/** The real Worker with counters on SQLite and KV, and two routes of its own to read them and to fill a table. */
import worker, { Cell as RealCell, Directory as RealDirectory } from '../../src/worker.ts'

// The counting exports override those of the same name.
export * from '../../src/worker.ts'

/** Paths that the Worker itself does not use. */
const COUNTS = '/bench/counts'
const FILL = '/bench/updates'

// The Worker and its objects share an isolate.
let cursors: { readonly rowsRead: number; readonly rowsWritten: number }[] = []
let kv = { kvReads: 0, kvWrites: 0 }

/** A cursor knows its counts only once its rows were fetched, so they are added up when the counts are read. */
function counting(state: DurableObjectState): DurableObjectState {
  const { sql } = state.storage
  const exec = sql.exec.bind(sql)
  Object.defineProperty(sql, 'exec', {
    value: (...args: Parameters<typeof exec>) => {
      const cursor = exec(...args)
      cursors.push(cursor)
      return cursor
    },
  })
  return state
}

function countingStore(env: Cloudflare.Env): Cloudflare.Env {
  const count = (name: 'kvReads' | 'kvWrites') => {
    kv = { ...kv, [name]: kv[name] + 1 }
  }
  const store = new Proxy(env.STORE, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]) => {
        count(name === 'put' || name === 'delete' ? 'kvWrites' : 'kvReads')
        return Reflect.apply(method, target, args)
      }
    },
  })
  return { ...env, STORE: store }
}

export class Cell extends RealCell {
  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(counting(state), countingStore(env))
  }
}

export class Directory extends RealDirectory {
  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(counting(state), env)
  }

  /** Inserts handled updates with these ids. */
  fillUpdates(from: number, to: number): void {
    this.ctx.storage.sql.exec(
      `WITH RECURSIVE ids (id) AS (SELECT ? UNION ALL SELECT id + 1 FROM ids WHERE id < ?)
       INSERT OR IGNORE INTO updates (id, at, done) SELECT id, ?, 1 FROM ids`,
      from,
      to,
      Date.now(),
    )
  }
}

interface Filling {
  fillUpdates(from: number, to: number): Promise<void>
}

export default {
  async fetch(request: Request<unknown, IncomingRequestCfProperties>, env: Cloudflare.Env, context: ExecutionContext) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === COUNTS) {
      const sum = (figure: 'rowsRead' | 'rowsWritten') => cursors.reduce((total, cursor) => total + cursor[figure], 0)
      const counts = { rowsRead: sum('rowsRead'), rowsWritten: sum('rowsWritten'), ...kv }
      cursors = []
      kv = { kvReads: 0, kvWrites: 0 }
      return Response.json(counts)
    }
    if (pathname === FILL) {
      const directory = env.DIRECTORY.getByName('directory') as unknown as Filling
      await directory.fillUpdates(Number(searchParams.get('from')), Number(searchParams.get('to')))
      return new Response()
    }
    return worker.fetch(request, countingStore(env), context)
  },
  scheduled: worker.scheduled,
}
