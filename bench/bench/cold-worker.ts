/** A contender as a Worker: it receives a document first, so that the next request costs the parse only. */
import * as v from 'valibot'
import { feedUrlSchema, packedKeysSchema } from '../../src/model.ts'
import { type Given, load } from './contenders.ts'

/** Replaced when the Worker is built. */
declare const CONTENDER: string

const labelSchema = v.object({
  url: feedUrlSchema,
  known: packedKeysSchema,
  hash: v.nullable(v.string()),
  first: v.boolean(),
})
const read = await load(CONTENDER)
let given: Given | null = null

export default {
  async fetch(request: Request): Promise<Response> {
    const label = request.headers.get('document')
    if (label !== null) {
      const bytes = new Uint8Array(await request.arrayBuffer())
      given = { ...v.parse(v.pipe(v.string(), v.parseJson(), labelSchema), label), bytes }
    }
    if (new URL(request.url).pathname !== '/read' || given === null) return new Response('0')
    return new Response(String(await read(given)))
  },
}
