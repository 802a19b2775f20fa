/** Every command by its name, in the order of `/help`. */
import type { CommandName } from '../../i18n/catalogue.ts'
import { aboutChannel } from '../access/about-channel.ts'
import { withoutSecrets } from '../access/sealed-address.ts'
import type { Handler } from '../request-context.ts'
import { add, addHere } from './add.ts'
import { askAboutName } from './ask-filter-name.ts'
import { channels } from './channels.ts'
import { digest, settingCommand, settingCommands } from './digest.ts'
import { exportChannel } from './export.ts'
import { feed } from './feed.ts'
import { filter } from './filter.ts'
import { helpCommand } from './help.ts'
import { importFeeds } from './import.ts'
import { keywords } from './keywords.ts'
import { language } from './language.ts'
import { list } from './list.ts'
import { move } from './move.ts'
import { pause } from './pause.ts'
import { preview } from './preview.ts'
import { quota } from './quota.ts'
import { readers } from './readers.ts'
import { remove } from './remove.ts'
import { resume } from './resume.ts'
import { retract } from './retract.ts'
import { start } from './start.ts'
import { stats } from './stats.ts'
import { top } from './top.ts'
import { use } from './use.ts'
import { why } from './why.ts'

const named: Readonly<Record<CommandName, Handler>> = {
  start,
  add: aboutChannel(add, addHere),
  list: aboutChannel(list),
  remove: aboutChannel(remove),
  feed: aboutChannel(feed),
  filter: aboutChannel(filter, undefined, askAboutName),
  digest: aboutChannel(digest),
  preview: aboutChannel(preview),
  links: aboutChannel(settingCommand('links')),
  stories: aboutChannel(settingCommand('stories')),
  corrections: aboutChannel(settingCommand('corrections')),
  reading: aboutChannel(settingCommand('reading')),
  translate: aboutChannel(settingCommand('translate')),
  summary: aboutChannel(settingCommand('summary')),
  page: aboutChannel(settingCommand('page')),
  readers: aboutChannel(readers),
  keywords,
  top: aboutChannel(top),
  stats: aboutChannel(stats),
  why: aboutChannel(why),
  retract: aboutChannel(retract),
  import: aboutChannel(importFeeds),
  export: aboutChannel(exportChannel),
  pause: aboutChannel(pause),
  resume: aboutChannel(resume),
  channels,
  use,
  language,
  quota,
  move: aboutChannel(move),
  help: helpCommand(() => commandNames),
}

export const commandNames: readonly CommandName[] = Object.keys(named).filter(isCommand)

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(named, name)
}

/** Commands that seal the passwords in their input. */
const sealing: ReadonlySet<string> = new Set<CommandName>(['add', 'feed', 'import'])

/** Every command, those of settings included. */
export const commands: ReadonlyMap<string, Handler> = new Map(
  [
    ...[...settingCommands].map(([name, handler]) => [name, aboutChannel(handler)] as const),
    ...Object.entries(named),
  ].map(([name, handler]) => [name, sealing.has(name) ? handler : (ctx) => withoutSecrets(handler, ctx)]),
)
