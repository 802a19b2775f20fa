/** An error crosses an RPC with its message and own properties but without its stack, as in workerd. */
export function throwAcrossRpc(error: unknown): never {
  if (!(error instanceof Error)) throw error
  const { name, message } = error
  throw Object.assign(new Error(message), { name, stack: `${name}: ${message}` }, structuredClone({ ...error }))
}
