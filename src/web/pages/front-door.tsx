/** The front door: what this is, the channels with a web page, and the way to the setup of a new bot. */
import type { Translator } from '../../i18n/translator.ts'
import type { FrontDoor } from '../deps.ts'
import { Page } from './page.tsx'

interface FrontDoorProps {
  readonly t: Translator
  /** Null: not known now. */
  readonly door: FrontDoor | null
  readonly url: string
}

export function FrontDoorPage({ t, door, url }: FrontDoorProps) {
  const title = t.text('frontDoor.title')
  const description = t.text('frontDoor.about')
  const isNew = door?.isSetUp === false
  return (
    <Page t={t} title={title} isIndexed preview={{ url, title, description, type: 'website', image: null }}>
      <h1>Paperboy</h1>
      <p>{description}</p>
      {isNew ? (
        <section>
          <h2>{t.text('setup.title')}</h2>
          <p>{t.text('frontDoor.unset')}</p>
          <p>
            <a class="button" href="/setup">
              {t.text('setup.title')}
            </a>
          </p>
        </section>
      ) : null}
      {door === null || door.bot === null || isNew ? null : (
        <p>
          <a class="button" href={`https://t.me/${door.bot}`}>
            {t.text('frontDoor.openBot')}
          </a>
        </p>
      )}
      {door === null || door.channels.length === 0 ? null : <Channels t={t} channels={door.channels} />}
      <nav class="actions">
        <a href="/status">{t.text('status.title')}</a>
        <a href="/about">{t.text('frontDoor.publishers')}</a>
        <a href="https://github.com/paperboy-bot/paperboy">{t.text('frontDoor.source')}</a>
      </nav>
    </Page>
  )
}

function Channels({ t, channels }: { readonly t: Translator; readonly channels: FrontDoor['channels'] }) {
  return (
    <section>
      <h2>{t.text('frontDoor.channels')}</h2>
      <ul class="headlines channels">
        {channels.map(({ title, username }) => (
          <li>
            <a href={`/c/${username}`} dir="auto">
              {title}
            </a>
            <p class="meta">
              <a href={`https://t.me/${username}`}>@{username}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
