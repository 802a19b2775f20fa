/** Alarms of Durable Objects in the simulated cloud, as Cloudflare documents them. */
import { DurableObject } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../simulators/cloudflare/clock.ts'
import { Cloud } from '../../simulators/cloudflare/cloud.ts'

const START = Date.UTC(2026, 0, 5, 12)
const SECOND = 1000

interface AlarmInfo {
  readonly scheduledTime: number
  readonly retryCount: number
  readonly isRetry: boolean
}

interface Fired {
  /** ms since the start. */
  readonly at: number
  readonly retries: number
}

/** What the handler does; it may throw. */
let handle: (storage: DurableObjectStorage, info: AlarmInfo) => Promise<void>
let fired: Fired[]
let clock: VirtualClock
let cloud: Cloud
let uninstall: () => void

/** An object whose alarm can be set from outside. */
class Sleeper extends DurableObject {
  set(after: number): Promise<void> {
    return this.ctx.storage.setAlarm(START + after)
  }

  get(): Promise<number | null> {
    return this.ctx.storage.getAlarm()
  }

  delete(): Promise<void> {
    return this.ctx.storage.deleteAlarm()
  }

  async inTransaction(): Promise<void> {
    let set: Promise<void> | null = null
    this.ctx.storage.transactionSync(() => {
      set = this.ctx.storage.setAlarm(START)
    })
    await set
  }

  override async alarm(info: AlarmInfo): Promise<void> {
    fired.push({ at: clock.now - START, retries: info.retryCount })
    expect(info.isRetry).toBe(info.retryCount > 0)
    await handle(this.ctx.storage, info)
  }
}

class Deaf extends DurableObject {
  set(): Promise<void> {
    return this.ctx.storage.setAlarm(START)
  }
}

beforeEach(() => {
  fired = []
  handle = async () => {}
  clock = new VirtualClock(START)
  cloud = new Cloud({
    clock,
    environment: {},
    outside: () => Promise.reject(new TypeError('no network')),
    objectClasses: { CELL: Sleeper, DIRECTORY: Deaf },
  })
  uninstall = cloud.install()
})
afterEach(() => uninstall())

const call = (method: string, ...values: unknown[]) => cloud.call('CELL', '0', method, ...values)
const until = async (ms: number) => (await cloud.runAlarms(START + ms)).map(({ outcome }) => outcome)
const fails = async () => {
  throw new Error('no')
}

describe('an alarm', () => {
  it('fires once, at its time, although the clock jumps', async () => {
    await call('set', 10 * SECOND)
    expect(await until(9 * SECOND)).toEqual([])
    expect(await until(60 * SECOND)).toEqual(['done'])
    expect(await until(120 * SECOND)).toEqual([])
    expect(fired).toEqual([{ at: 10 * SECOND, retries: 0 }])
  })

  it('is replaced by another one', async () => {
    await call('set', 10 * SECOND)
    await call('set', 20 * SECOND)
    expect(await call('get')).toBe(START + 20 * SECOND)
    await until(60 * SECOND)
    expect(fired).toEqual([{ at: 20 * SECOND, retries: 0 }])
  })

  it('of the past fires at once', async () => {
    await call('set', -SECOND)
    await until(0)
    expect(fired).toEqual([{ at: 0, retries: 0 }])
  })

  it('can be deleted', async () => {
    await call('set', 10 * SECOND)
    await call('delete')
    expect(await call('get')).toBeNull()
    expect(await until(60 * SECOND)).toEqual([])
  })

  it('may set the next one', async () => {
    handle = (storage) => storage.setAlarm(Date.now() + 10 * SECOND)
    await call('set', 10 * SECOND)
    await until(35 * SECOND)
    expect(fired.map(({ at }) => at)).toEqual([10, 20, 30].map((seconds) => seconds * SECOND))
  })

  it('is not set while its handler runs, unless that sets it', async () => {
    const seen: (number | null)[] = []
    handle = async (storage) => {
      seen.push(await storage.getAlarm())
      await storage.setAlarm(START + 60 * SECOND)
      seen.push(await storage.getAlarm())
    }
    await call('set', SECOND)
    await until(SECOND)
    expect(seen).toEqual([null, START + 60 * SECOND])
  })

  it('of several objects fires in the order of time', async () => {
    const names = ['a', 'b', 'c']
    for (const [at, name] of names.entries()) await cloud.call('CELL', name, 'set', (3 - at) * SECOND)
    const run = await cloud.runAlarms(START + 10 * SECOND)
    expect(run.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
  })

  it('is an invocation of its own, a step with a name, and a request', async () => {
    await call('set', SECOND)
    const { requests } = cloud.objects
    cloud.steps.length = 0
    await until(SECOND)
    expect(cloud.steps).toEqual(['CELL.alarm'])
    expect(cloud.objects.requests).toBe(requests + 1)
  })

  it('costs a written row each time it is set or deleted', async () => {
    await call('set', SECOND)
    await call('set', 2 * SECOND)
    await call('delete')
    expect(cloud.objects.rows()).toEqual({ read: 0, written: 3 })
  })

  it('that is set again without end ends the test', async () => {
    handle = (storage) => storage.setAlarm(Date.now())
    await call('set', SECOND)
    await expect(until(SECOND)).rejects.toThrow('without end')
  })

  it.each([
    ['at no time', 'CELL', 'set', Number.NaN],
    ['before 1970', 'CELL', 'set', -START - 1],
    ['in a synchronous transaction', 'CELL', 'inTransaction', 0],
    ['in a class without a handler', 'DIRECTORY', 'set', 0],
  ] as const)('cannot be set %s', async (_, namespace, method, value) => {
    await expect(cloud.call(namespace, '0', method, value)).rejects.toThrow()
    expect(cloud.objects.nextAlarm()).toBeNull()
  })
})

describe('a handler that fails', () => {
  it('is retried after 2 seconds, then twice as long each time, six times', async () => {
    handle = fails
    await call('set', 0)
    expect(await until(1000 * SECOND)).toEqual(Array(7).fill('failed'))
    expect(fired).toEqual([0, 2, 6, 14, 30, 62, 126].map((seconds, retries) => ({ at: seconds * SECOND, retries })))
    expect(cloud.objects.nextAlarm()).toBeNull()
  })

  it('is not retried once it succeeds', async () => {
    handle = (_, { retryCount }) => (retryCount < 2 ? fails() : Promise.resolve())
    await call('set', 0)
    expect(await until(1000 * SECOND)).toEqual(['failed', 'failed', 'done'])
  })

  it('is retried although it deleted the alarm', async () => {
    handle = async (storage, { isRetry }) => {
      await storage.deleteAlarm()
      if (!isRetry) await fails()
    }
    await call('set', 0)
    expect(await until(1000 * SECOND)).toEqual(['failed', 'done'])
  })

  it('after it set another alarm runs at that time', async () => {
    handle = async (storage, { isRetry, scheduledTime }) => {
      expect(isRetry).toBe(false)
      if (scheduledTime > START) return
      await storage.setAlarm(START + 60 * SECOND)
      await fails()
    }
    await call('set', 0)
    expect(await until(1000 * SECOND)).toEqual(['failed', 'done'])
    expect(fired.map(({ at }) => at)).toEqual([0, 60 * SECOND])
  })

  it('is replaced by an alarm that is set meanwhile', async () => {
    handle = (_, { scheduledTime }) => (scheduledTime === START ? fails() : Promise.resolve())
    await call('set', 0)
    await until(SECOND)
    await call('set', 30 * SECOND)
    expect(await until(1000 * SECOND)).toEqual(['done'])
    expect(fired).toEqual([
      { at: 0, retries: 0 },
      { at: 30 * SECOND, retries: 0 },
    ])
  })

  it('because a test refuses the call is retried too', async () => {
    let refusals = 2
    cloud.fault = (name) => (name === 'CELL.alarm' && refusals-- > 0 ? 'refused' : null)
    await call('set', 0)
    expect(await until(1000 * SECOND)).toEqual(['failed', 'failed', 'done'])
    expect(fired).toEqual([{ at: 6 * SECOND, retries: 2 }])
  })
})

describe('a process that ends', () => {
  const steps = async () => {
    handle = async (storage) => {
      storage.sql.exec('CREATE TABLE IF NOT EXISTS t (a)')
      storage.sql.exec('INSERT INTO t VALUES (1)')
    }
    await call('set', SECOND)
  }

  it.each([1, 2, 3])('at step %i of a handler loses no alarm', async (step) => {
    for (const when of ['before', 'after'] as const) {
      fired.length = 0
      await steps()
      cloud.crashAt({ step, when })
      const outcomes = await until(1000 * SECOND)
      expect(outcomes).toEqual(['ended', 'done'])
      expect(fired.at(-1)?.retries).toBe(1)
    }
  })

  it('before an alarm is set has not set it', async () => {
    cloud.crashAt({ step: 2, when: 'before' })
    expect(await call('set', SECOND)).toBe('ended')
    expect(await until(60 * SECOND)).toEqual([])
  })

  it('after an alarm is set has set it', async () => {
    cloud.crashAt({ step: 2, when: 'after' })
    expect(await call('set', SECOND)).toBe('ended')
    expect(await until(60 * SECOND)).toEqual(['done'])
  })

  it('between two alarms loses none', async () => {
    await call('set', 10 * SECOND)
    cloud.evict()
    expect(await until(60 * SECOND)).toEqual(['done'])
  })
})

it('a saved cloud has its alarms', async () => {
  handle = fails
  await call('set', 0)
  await until(SECOND)
  const saved = cloud.save()
  handle = async () => {}
  await until(60 * SECOND)
  expect(cloud.objects.nextAlarm()).toBeNull()
  cloud.load(saved)
  fired.length = 0
  expect(await until(120 * SECOND)).toEqual(['done'])
  expect(fired).toEqual([{ at: 2 * SECOND, retries: 1 }])
})
