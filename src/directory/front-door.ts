/** What the directory knows for the front door. */
import type { Owners } from '../store/owners.ts'
import type { People } from '../store/people.ts'
import type { FrontDoorFacts } from './directory-api.ts'

export function frontDoorFacts(people: People, owners: Owners): FrontDoorFacts {
  return {
    channels: people.listed().map(({ title, username }) => ({ title, username })),
    bot: people.fact('bot-username'),
    isOwned: owners.known().length > 0,
    secretPrint: people.fact('webhook-secret'),
  }
}
