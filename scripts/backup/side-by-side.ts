/** Does the same with many things, some at a time, and keeps their order. */

/** As many connections as do no harm. */
const AT_A_TIME = 6

export async function sideBySide<In, Out>(
  things: readonly In[],
  work: (thing: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = new Array(things.length)
  const left = [...things.entries()]
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) results[next[0]] = await work(next[1])
    }),
  )
  return results
}
