/** Digests at their boundaries: long schedules, short names of cities, templates that name other feeds. */
import { describe, expect, it } from 'vitest'
import { showsOtherFeeds } from '../../src/digest/digest-line.ts'
import { parseSchedule } from '../../src/digest/schedule.ts'
import { parseTimezone } from '../../src/digest/timezone.ts'
import { usualLook } from '../../src/model.ts'

describe('a schedule', () => {
  it.each([
    ['of 200 characters is read', 200, true],
    ['of 201 characters is refused', 201, false],
  ])('%s', (_, length, isRead) => {
    expect(parseSchedule('08:00'.padEnd(length)).ok).toBe(isRead)
  })
})

describe('an unknown time zone', () => {
  it.each([
    ['of one letter has no proposals', 'q', []],
    ['of two letters has proposals', 'ae', ['Asia/Dubai']],
    ['of three letters has proposals that begin with it', 'ber', expect.arrayContaining(['Europe/Berlin'])],
  ])('%s', (_, text, near) => {
    expect(parseTimezone(text)).toMatchObject({ problem: { kind: 'timezone-unknown', near } })
  })
})

describe('a line names the other feeds of a story', () => {
  it.each([
    ['without a template', '', true],
    ['with a template that has them', '{title} {also}', true],
    ['not with a template that lacks them', '• {title}', false],
  ])('%s', (_, template, names) => {
    expect(showsOtherFeeds({ ...usualLook, template })).toBe(names)
  })
})

describe('an offset from UTC', () => {
  it.each([
    ['UTC+14', '+14:00'],
    ['UTC-12', '-12:00'],
    ['UTC+14:01', null],
    ['UTC-12:01', null],
  ])('%s', (text, zone) => {
    const read = parseTimezone(text)
    expect(read.ok ? read.value : null).toBe(zone)
  })
})
