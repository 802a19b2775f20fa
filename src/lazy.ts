/** A function that computes its value on the first call, and returns it on each further one. */
export function lazy<Value>(compute: () => Value): () => Value {
  let computed: { readonly value: Value } | null = null
  return () => {
    computed ??= { value: compute() }
    return computed.value
  }
}
