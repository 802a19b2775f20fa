/** A client of workerd's inspector: takes CPU profiles and reads scripts. */
import * as v from 'valibot'

const targetsSchema = v.array(v.looseObject({ webSocketDebuggerUrl: v.string() }))
const answerSchema = v.looseObject({
  id: v.optional(v.number()),
  result: v.optional(v.unknown()),
  error: v.optional(v.looseObject({ message: v.string() })),
  method: v.optional(v.string()),
  params: v.optional(v.unknown()),
})

/** chromedevtools.github.io/devtools-protocol/v8/Profiler/#type-Profile; times in µs, positions from 0. */
export const profileSchema = v.object({
  nodes: v.array(
    v.object({
      id: v.number(),
      callFrame: v.object({ functionName: v.string(), scriptId: v.string(), lineNumber: v.number() }),
      children: v.optional(v.array(v.number())),
    }),
  ),
  samples: v.array(v.number()),
  timeDeltas: v.array(v.number()),
})
export type Profile = v.InferOutput<typeof profileSchema>

export interface Inspector {
  /** Profiles everything that runs during the work. */
  readonly profile: (work: () => Promise<unknown>) => Promise<Profile>
  /** The source of a script in a profile. */
  readonly source: (scriptId: string) => Promise<string>
  readonly close: () => void
}

/** Sampling interval in µs. */
const INTERVAL_MICROSECONDS = 100

/** Connects to workerd's inspector on this machine. @throws if it has none */
export async function openInspector(port: number): Promise<Inspector> {
  const list = await fetch(`http://127.0.0.1:${port}/json`)
  const [target] = v.parse(targetsSchema, await list.json())
  if (target === undefined) throw new Error('workerd has no inspector.')
  // The inspector accepts local pages only, by a header that Node's WebSocket can set.
  const asPage = { headers: { origin: 'http://localhost' } }
  const socket: WebSocket = Reflect.construct(WebSocket, [target.webSocketDebuggerUrl, asPage])
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('The inspector cannot be reached.')))
  })
  const waiting = new Map<number, (answer: v.InferOutput<typeof answerSchema>) => void>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const answer = v.parse(v.pipe(v.string(), v.parseJson(), answerSchema), String(data))
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  const ask = (method: string, params: object = {}): Promise<unknown> => {
    last += 1
    const id = last
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id)
        if (error === undefined) resolve(result)
        else reject(new Error(`${method}: ${error.message}`))
      })
      socket.send(JSON.stringify({ id, method, params }))
    })
  }
  await ask('Profiler.enable')
  await ask('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS })
  await ask('Debugger.enable')
  return {
    profile: async (work) => {
      await ask('Profiler.start')
      await work()
      const stopped = await ask('Profiler.stop')
      return v.parse(v.object({ profile: profileSchema }), stopped).profile
    },
    source: async (scriptId) =>
      v.parse(v.looseObject({ scriptSource: v.string() }), await ask('Debugger.getScriptSource', { scriptId }))
        .scriptSource,
    close: () => socket.close(),
  }
}
