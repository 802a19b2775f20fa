/** Login links and browser sessions for the operator's page: table `logins` of the directory. Stores secrets as hashes only. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type EpochMs, type UserId, userIdSchema } from '../model.ts'
import { sql, Table } from './database.ts'

/** `code`: in a login link, good once. `session`: in a browser's cookie. */
type Kind = 'code' | 'session'

const loginRow = v.object({ hash: v.string(), person: userIdSchema })

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

export class Logins extends Table {
  /** @returns the code for a login link */
  invite(person: UserId, now: EpochMs): string {
    return this.#add('code', person, now + limits.web.loginCodeMs, now)
  }

  /** @returns the browser's session; null: the code is wrong or expired */
  signIn(code: string, now: EpochMs): string | null {
    return this.database.transaction(() => {
      const person = this.#find('code', code, now)
      if (person === null) return null
      this.run(sql`DELETE FROM logins WHERE hash = ${hashOf(code)}`)
      return this.#add('session', person, now + limits.web.sessionMs, now)
    })
  }

  signedIn(session: string, now: EpochMs): UserId | null {
    return this.#find('session', session, now)
  }

  signOut(session: string): void {
    this.run(sql`DELETE FROM logins WHERE hash = ${hashOf(session)}`)
  }

  #add(kind: Kind, person: UserId, until: EpochMs, now: EpochMs): string {
    const secret = randomBytes(24).toString('base64url')
    this.run(sql`DELETE FROM logins WHERE until < ${now}`)
    this.run(sql`INSERT INTO logins (hash, kind, person, until)
      VALUES (${hashOf(secret)}, ${kind}, ${person}, ${until})`)
    return secret
  }

  /** Looked up by hash, so that timing reveals nothing of the secret. */
  #find(kind: Kind, secret: string, now: EpochMs): UserId | null {
    const hash = hashOf(secret)
    const login = sql`SELECT hash, person FROM logins WHERE hash = ${hash} AND kind = ${kind} AND until >= ${now}`
    const [found] = this.rows(loginRow, login)
    if (found === undefined) return null
    return timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash)) ? found.person : null
  }
}
