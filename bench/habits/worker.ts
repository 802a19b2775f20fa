/** A child process that simulates some lives, and reports each result. */
import * as v from 'valibot'
import { liveBlock } from '../../test/habits/lives/block.ts'
import { orderSchema } from './worker-messages.ts'

process.on('message', async (message) => {
  try {
    process.send?.(await liveBlock(v.parse(orderSchema, message).block))
  } catch (problem) {
    const { stack } = problem instanceof Error ? problem : new Error(String(problem))
    process.send?.({ problem: stack })
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })
