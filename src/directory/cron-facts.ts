/** What a cron needs to know of the directory. */
import type { EpochMs } from '../model.ts'
import type { Owners } from '../store/owners.ts'
import type { People } from '../store/people.ts'
import type { Spending } from '../store/spending.ts'
import { addMetered, nothingMetered } from '../store/usage.ts'
import type { CronFacts } from './directory-api.ts'

export function cronFacts(people: People, owners: Owners, spending: Spending, now: EpochMs): CronFacts {
  const used = addMetered(nothingMetered, spending.of(now))
  return { publicUrl: people.fact('public-url'), used, listed: people.listed(), owners: owners.known() }
}
