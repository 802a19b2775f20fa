/** Joins the parts of a schedule to groups of days with the same times, whichever of both is written first. */
import type { SchedulePart } from './schedule-parts.ts'
import type { TimeOfDay } from './time-of-day.ts'
import { type Weekday, weekdays } from './weekdays.ts'

/** Days that have the same times; null: every day. */
export interface ScheduleGroup {
  readonly days: readonly Weekday[] | null
  readonly times: readonly TimeOfDay[]
}

type Days = Extract<SchedulePart, { readonly kind: 'days' }>
type Times = Extract<SchedulePart, { readonly kind: 'times' }>

/** Days and times that stand together. `isTimesFirst`: 8am mon-fri. */
interface Clause {
  readonly days: readonly Weekday[] | null
  readonly times: readonly TimeOfDay[] | null
  readonly isTimesFirst: boolean
}

/** Parts of one kind that follow each other. */
type Run = readonly (Days | Times)[]

/** The parts between separators. `and` separates only days from times. */
function segmentsOf(parts: readonly SchedulePart[]): readonly (readonly (Days | Times)[])[] {
  const segments: (Days | Times)[][] = [[]]
  for (const [at, part] of parts.entries()) {
    const [before, after] = [parts[at - 1], parts[at + 1]]
    const isEdge = part.kind === 'separator' || (part.kind === 'and' && before?.kind !== after?.kind)
    if (isEdge) segments.push([])
    else if (part.kind === 'days' || part.kind === 'times') segments.at(-1)?.push(part)
  }
  return segments.filter((segment) => segment.length > 0)
}

function runsOf(segment: readonly (Days | Times)[]): readonly Run[] {
  const runs: (Days | Times)[][] = []
  for (const part of segment) {
    const last = runs.at(-1)
    if (last?.[0]?.kind === part.kind) last.push(part)
    else runs.push([part])
  }
  return runs
}

/** The days of a clause; null: none are written. */
function daysOf(parts: Run): readonly Weekday[] | null {
  const days = parts.filter((part) => part.kind === 'days')
  // `daily on weekdays` means weekdays.
  const some = days.filter(({ isDaily }) => !isDaily)
  return days.length === 0 ? null : (some.length > 0 ? some : days).flatMap((part) => part.days)
}

function timesOf(parts: Run): readonly TimeOfDay[] | null {
  const times = parts.filter((part) => part.kind === 'times')
  return times.length === 0 ? null : times.flatMap((part) => part.times)
}

/** Splits a segment into clauses. Without separators, days belong to the times behind them, unless it begins with times and ends with days. */
function clausesOf(segment: readonly (Days | Times)[]): readonly Clause[] {
  const all = runsOf(segment)
  const isDays = (run: Run | undefined) => run?.[0]?.kind === 'days'
  // Every day at 8 on weekdays.
  const isDaily = all.length === 3 && isDays(all[0]) && all[0]?.every((part) => part.kind === 'days' && part.isDaily)
  const runs = isDaily === true ? all.slice(1) : all
  const isTimesFirst = !isDays(runs[0]) && isDays(runs.at(-1))
  const clauses: Clause[] = []
  for (let at = 0; at < runs.length; ) {
    const isPair = at + 1 < runs.length && (isTimesFirst || isDays(runs[at]))
    const parts = runs.slice(at, isPair ? at + 2 : at + 1)
    clauses.push({ days: daysOf(parts.flat()), times: timesOf(parts.flat()), isTimesFirst: isPair && isTimesFirst })
    at += parts.length
  }
  return clauses
}

/** The groups of a schedule; null: days without times, or no times. */
export function groupsOf(parts: readonly SchedulePart[]): readonly ScheduleGroup[] | null {
  const at = parts.findIndex(({ kind }) => kind === 'except' || kind === 'but')
  const part = parts[at]
  const [before, after] = [parts.slice(0, at), parts.slice(at + 1)]
  if (part?.kind === 'except') return groupsExcept(before, part.days, after)
  if (part === undefined) return joined(segmentsOf(parts).flatMap(clausesOf))
  const others = groupsOf(after)
  if (at === 0) return others
  const days = others?.flatMap((group) => group.days ?? []) ?? []
  const base = groupsOf(before)?.map((group) => without(group, days))
  return others === null || base === undefined ? null : [...base, ...others]
}

/**
 * The same where the times of some days are in place of those of every day, not further ones: 8am, weekends 10am. Null: no days have such
 * times.
 */
export function withTimesReplaced(groups: readonly ScheduleGroup[]): readonly ScheduleGroup[] | null {
  const isDaily = ({ days }: ScheduleGroup) => new Set(days ?? weekdays).size === weekdays.length
  const some = groups.flatMap((group) => (isDaily(group) ? [] : (group.days ?? [])))
  if (some.length === 0 || !groups.some(isDaily)) return null
  return groups.map((group) => (isDaily(group) ? without(group, some) : group))
}

function without({ days, times }: ScheduleGroup, excluded: readonly Weekday[]): ScheduleGroup {
  return { days: (days ?? weekdays).filter((day) => !excluded.includes(day)), times }
}

/** Days are left out of the groups before them, or else of the next one. Times directly behind them are for these days. */
function groupsExcept(
  before: readonly SchedulePart[],
  excluded: readonly Weekday[],
  after: readonly SchedulePart[],
): readonly ScheduleGroup[] | null {
  const hasTimes = before.some(({ kind }) => kind === 'times')
  if (!hasTimes) {
    const [first, ...more] = groupsOf([...before, ...after]) ?? []
    return first === undefined ? null : [without(first, excluded), ...more]
  }
  const base = groupsOf(before)?.map((group) => without(group, excluded))
  const rest = after.filter(({ kind }) => kind === 'days' || kind === 'times')
  if (base === undefined || rest.length === 0) return base ?? null
  const own: SchedulePart = { kind: 'days', days: excluded, isDaily: false }
  const others = groupsOf(after[0]?.kind === 'times' ? [own, ...after] : after)
  return others === null ? null : [...base, ...others]
}

function joined(clauses: readonly Clause[]): readonly ScheduleGroup[] | null {
  const groups: (ScheduleGroup & { readonly isTimesFirst: boolean })[] = []
  let days: readonly Weekday[] | null = null
  let times: readonly TimeOfDay[] | null = null
  const extend = (more: Partial<ScheduleGroup>) => {
    const last = groups.pop()
    if (last === undefined) return
    const allDays = more.days == null ? last.days : [...(last.days ?? weekdays), ...more.days]
    groups.push({ ...last, days: allDays, times: [...last.times, ...(more.times ?? [])] })
  }
  for (const clause of clauses) {
    const last = groups.at(-1)
    if (clause.days !== null && clause.times !== null) {
      if (clause.isTimesFirst) {
        // `sat, 10am sun` has no times for Saturday.
        if (days !== null) return null
        groups.push({ days: clause.days, times: [...(times ?? []), ...clause.times], isTimesFirst: true })
      } else {
        if (times !== null && last === undefined) groups.push({ days: null, times, isTimesFirst: false })
        else if (times !== null) extend({ times })
        groups.push({ days: [...(days ?? []), ...clause.days], times: clause.times, isTimesFirst: false })
      }
      days = null
      times = null
    } else if (clause.days !== null) {
      if (times !== null) {
        groups.push({ days: clause.days, times, isTimesFirst: true })
        times = null
      } else if (last?.isTimesFirst === true && days === null) extend({ days: clause.days })
      else days = [...(days ?? []), ...clause.days]
    } else if (clause.times !== null) {
      if (days !== null) {
        groups.push({ days, times: clause.times, isTimesFirst: false })
        days = null
      } else if (last !== undefined && !last.isTimesFirst) extend({ times: clause.times })
      else times = [...(times ?? []), ...clause.times]
    }
  }
  if (days !== null) return null
  if (times !== null && groups.length > 0) extend({ times })
  else if (times !== null) groups.push({ days: null, times, isTimesFirst: false })
  return groups.length === 0 ? null : groups
}
