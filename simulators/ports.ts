/** Loopback ports. */
import { createServer, type Server } from 'node:http'

/** The only address that simulators, playground and scripts listen on. */
export const loopback = '127.0.0.1'

/** Listens on a port (0: any free one) or the next free one. @param busy gets each busy port @returns the port */
export async function listen(server: Server, first: number, busy: (port: number) => void = () => {}): Promise<number> {
  // After 20 busy ports, any free port is used.
  for (let port = first; first !== 0 && port < first + 20 && port < 65_536; port++) {
    if (await tryPort(server, port)) return port
    busy(port)
  }
  await tryPort(server, 0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no free port on this machine')
  return address.port
}

function tryPort(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (problem: NodeJS.ErrnoException) => {
      server.off('listening', listening)
      if (port !== 0 && (problem.code === 'EADDRINUSE' || problem.code === 'EACCES')) resolve(false)
      else reject(problem)
    }
    const listening = () => {
      server.off('error', failed)
      resolve(true)
    }
    server.once('error', failed)
    server.once('listening', listening)
    server.listen(port, loopback)
  })
}

/** Closes a server and its connections. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server, 0)
  await close(server)
  return port
}
