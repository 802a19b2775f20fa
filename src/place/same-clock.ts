/** Groups places whose clocks always show the same time. */
import { dayMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { zoneOffset } from '../zone-offset.ts'

/** Changes of clocks lie at least three weeks apart, in every zone. */
const stepMs = 14 * dayMs
const steps = 27
const halfYearMs = 182 * dayMs

/** The offsets of a zone over the next year, which are equal for zones that agree. */
function offsetsOf(zone: string, now: EpochMs): string {
  return Array.from({ length: steps }, (_, step) => zoneOffset(zone, now + step * stepMs)).join()
}

export interface Weighed {
  readonly zone: string
  /** People who live there. */
  readonly population: number
}

export interface ClockGroup<Each> {
  /** The most populous one. */
  readonly leader: Each
  /** Sum over its members. */
  readonly population: number
}

/** The groups, the most populous first. @param now clocks are compared in the year after it */
export function groupByClock<Each extends Weighed>(all: readonly Each[], now: EpochMs): readonly ClockGroup<Each>[] {
  const zones = new Set(all.map(({ zone }) => zone))
  const clocks = new Map<string, string>(zones.size === 1 ? [...zones].map((zone) => [zone, zone]) : [])
  const groups = new Map<string, ClockGroup<Each>>()
  for (const each of all) {
    const clock = clocks.get(each.zone) ?? offsetsOf(each.zone, now)
    clocks.set(each.zone, clock)
    const group = groups.get(clock)
    groups.set(clock, {
      leader: group === undefined || each.population > group.leader.population ? each : group.leader,
      population: (group?.population ?? 0) + each.population,
    })
  }
  return [...groups.values()].toSorted((one, other) => other.population - one.population)
}

/** Whether two zones have the same offset now or in half a year: CET means Berlin's time in summer too. */
export function everAgree(zone: string, other: string, now: EpochMs): boolean {
  return [now, now + halfYearMs].some((moment) => zoneOffset(zone, moment) === zoneOffset(other, moment))
}
