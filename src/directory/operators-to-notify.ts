/** The people who get alerts about the bot. */
import { limits } from '../limits.ts'
import type { UserId } from '../model.ts'
import type { Owners } from '../store/owners.ts'
import type { Operator, People } from '../store/people.ts'

const { operators: maxOperators, alerts: maxAlerts } = limits.directory

/** @param named by the operator @param alertKey a second call with the same key returns nobody; null: every call returns them */
export function operatorsToNotify(
  people: People,
  owners: Owners,
  named: readonly UserId[],
  alertKey: string | null,
): readonly Operator[] {
  if (alertKey !== null) {
    const before = (people.fact('alerted') ?? '').split('\n')
    if (before.includes(alertKey)) return []
    people.setFact('alerted', [...before, alertKey].slice(-maxAlerts).join('\n'))
  }
  const claimed = owners.known().flatMap(({ person, invitedBy }) => (invitedBy === null ? person : []))
  return (named.length > 0 ? named : claimed)
    .slice(0, maxOperators)
    .map((person) => ({ person, language: people.languageOf(person) ?? 'en' }))
}
