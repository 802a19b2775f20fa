/** The one address at which all deployments answer, as on Cloudflare: passes requests on to the Worker that runs. */
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Headers of one connection only, or set by Node. */
const connectionHeaders = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'host',
  'accept-encoding',
  'content-encoding',
])

/** @param target the running Worker's address; null: none runs */
export function edgeServer(target: () => string | null): Server {
  return createServer(async (request, response) => {
    const address = target()
    if (address === null) return void response.writeHead(404).end('There is nothing here yet')
    const { method = 'GET', url = '/', headers } = request
    const body = await buffer(request)
    const answer = await fetch(`${address}${url}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' && !connectionHeaders.has(name) ? [[name, value] as [string, string]] : [],
      ),
      redirect: 'manual',
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    })
    const passedOn = [...answer.headers].filter(([name]) => !connectionHeaders.has(name))
    response.writeHead(answer.status, Object.fromEntries(passedOn)).end(Buffer.from(await answer.arrayBuffer()))
  })
}
