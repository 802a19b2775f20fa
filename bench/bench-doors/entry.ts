/** The real Worker with counters on SQLite and KV, served at an address of their own. */
import worker, { Directory as PaperboyDirectory, Cell as PlainCell } from '../../src/worker.ts'

// The counting exports override those of the same name.
export * from '../../src/worker.ts'

/** The address of the counters, which Paperboy does not use. */
const COUNTS = '/bench/counts'
const FILL = '/bench/updates'

// The Worker and its objects share an isolate.
let cursors: { readonly rowsRead: number; readonly rowsWritten: number }[] = []
let kv = { kvReads: 0, kvWrites: 0 }

/** A cursor knows its row count after its rows were fetched, so cursors are added up on request. */
function counting(state: DurableObjectState): DurableObjectState {
  const { sql } = state.storage
  const exec = sql.exec.bind(sql)
  Object.defineProperty(sql, 'exec', {
    value: (...words: Parameters<typeof exec>) => {
      const cursor = exec(...words)
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
      return (...words: unknown[]) => {
        count(name === 'put' || name === 'delete' ? 'kvWrites' : 'kvReads')
        return Reflect.apply(method, target, words)
      }
    },
  })
  return { ...env, STORE: store }
}

export class Cell extends PlainCell {
  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(counting(state), countingStore(env))
  }
}

export class Directory extends PaperboyDirectory {
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
      const rows = cursors.reduce(
        (sum, { rowsRead, rowsWritten }) => ({
          rowsRead: sum.rowsRead + rowsRead,
          rowsWritten: sum.rowsWritten + rowsWritten,
        }),
        { rowsRead: 0, rowsWritten: 0 },
      )
      const counts = { ...rows, ...kv }
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
