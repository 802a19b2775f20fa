/** When subscriptions at hubs end: feeds that nobody uses, and feeds that announce something else. */
import { expect, it } from 'vitest'
import { dayMs, limits } from '../../src/limits.ts'
import { pushScene, requestsWithin, trustedScene } from './pushed-feed.ts'
import { entry, FEED } from './scene.ts'
import { inCell } from './simulated-cell.ts'

it('when no channel uses the feed any more, the subscription is ended and forgotten', () =>
  inCell('endings: unused', async (cell) => {
    const { hub, channel, verify, subscription } = await trustedScene(cell)
    const callback = subscription().callback
    cell.ledger.subscriptions.unsubscribe(channel.id, FEED as never, cell.clock.now)
    await cell.cron()
    const form = hub.requests.at(-1)
    expect([form?.get('hub.mode'), form?.get('hub.callback')]).toEqual(['unsubscribe', callback])
    expect(verify('unsubscribe')).toBe(true)
    expect(cell.ledger.hubSubscriptions.all()).toEqual([])
  }))

it('a hub that never ends a subscription gets no more than a few requests for it', () =>
  inCell('endings: never ends', async (cell) => {
    const { hub, channel } = await trustedScene(cell)
    cell.ledger.subscriptions.unsubscribe(channel.id, FEED as never, cell.clock.now)
    hub.answer = () => {
      throw new TypeError('no such host')
    }
    await requestsWithin(cell, hub.requests, 4 * dayMs)
    expect(hub.requests.filter((form) => form.get('hub.mode') === 'unsubscribe')).toHaveLength(
      limits.hub.leavingAttempts,
    )
    expect(cell.ledger.hubSubscriptions.all()).toEqual([])
  }))

it('another topic gets another subscription, and the old one is ended', () =>
  inCell('endings: topic', async (cell) => {
    const { hub, announcement, feed, verify } = await trustedScene(cell)
    const [old] = cell.ledger.hubSubscriptions.all()
    cell.clock.now += 2 * dayMs
    verify()
    announcement.topic = 'https://news.example/other'
    feed.publish(entry('a'))
    await requestsWithin(cell, hub.requests, dayMs)
    const asked = hub.requests.map((form) => [form.get('hub.mode'), form.get('hub.topic')])
    expect(asked).toContainEqual(['subscribe', 'https://news.example/other'])
    expect(asked).toContainEqual(['unsubscribe', FEED])
    const nonces = cell.ledger.hubSubscriptions.all().filter(({ isLeaving }) => !isLeaving)
    expect(nonces.map(({ nonce }) => nonce)).not.toContain(old?.nonce)
  }))

it('a topic that differs in each document is followed once a day', () =>
  inCell('endings: restless', async (cell) => {
    const { hub, announcement, feed } = await pushScene(cell)
    for (let at = 0; at < 24; at += 1) {
      announcement.topic = `https://news.example/feed?${at}`
      feed.publish(entry(`a-${at}`))
      await cell.cron()
    }
    expect(hub.requests.length).toBeLessThanOrEqual(2)
  }))

it('a feed that announces no hub any more is unsubscribed', () =>
  inCell('endings: no hub', async (cell) => {
    const { hub, announcement, feed, verify } = await pushScene(cell)
    await cell.cron()
    verify()
    announcement.hubs = []
    feed.publish(entry('a'))
    await cell.cron()
    expect(hub.requests.at(-1)?.get('hub.mode')).toBe('unsubscribe')
  }))
