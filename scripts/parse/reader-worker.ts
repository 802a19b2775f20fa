/** The feed reader as a Worker of its own: takes a document, answers with the parsed feed. */
import * as v from 'valibot'
import { feedUrlSchema } from '../../src/model.ts'
import { printedFeed } from './document.ts'

/** JSON in the request's header `document`. */
const labelSchema = v.object({ contentType: v.nullable(v.string()), url: feedUrlSchema })

export default {
  async fetch(request: Request): Promise<Response> {
    const label = v.parse(v.pipe(v.string(), v.parseJson(), labelSchema), request.headers.get('document'))
    return Response.json(printedFeed({ ...label, bytes: new Uint8Array(await request.arrayBuffer()) }, Date.now()))
  },
}
