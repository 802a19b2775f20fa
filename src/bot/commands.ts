/** Every command, by its name. */

import type { CommandName } from '../i18n/catalogue.ts'
import { add, addHere } from './commands/add.ts'
import { channels, use } from './commands/channels.ts'
import { digest, setting, settingCommands } from './commands/digest.ts'
import { exportChannel } from './commands/export.ts'
import { filter } from './commands/filter.ts'
import { help } from './commands/help.ts'
import { importFeeds } from './commands/import.ts'
import { language } from './commands/language.ts'
import { list } from './commands/list.ts'
import { move } from './commands/move.ts'
import { pause, resume } from './commands/pause.ts'
import { preview } from './commands/preview.ts'
import { quota } from './commands/quota.ts'
import { remove } from './commands/remove.ts'
import { retract } from './commands/retract.ts'
import { start } from './commands/start.ts'
import { top } from './commands/top.ts'
import { why } from './commands/why.ts'
import type { Command } from './request-context.ts'
import { aboutChannel } from './target.ts'

const commands: Readonly<Record<CommandName, Command>> = {
  start,
  help,
  channels,
  use,
  add: aboutChannel(add, addHere),
  remove: aboutChannel(remove),
  list: aboutChannel(list),
  filter: aboutChannel(filter),
  digest: aboutChannel(digest),
  preview: aboutChannel(preview),
  pause: aboutChannel(pause),
  resume: aboutChannel(resume),
  links: aboutChannel(setting('links')),
  why: aboutChannel(why),
  stories: aboutChannel(setting('stories')),
  reading: aboutChannel(setting('reading')),
  page: aboutChannel(setting('page')),
  top: aboutChannel(top),
  retract: aboutChannel(retract),
  import: aboutChannel(importFeeds),
  export: aboutChannel(exportChannel),
  language,
  quota,
  move: aboutChannel(move),
}

/** @param name in lower case. Null: there is no such command */
export function commandNamed(name: string): Command | null {
  if (Object.hasOwn(commands, name)) return commands[name as CommandName]
  const setting = settingCommands.get(name)
  return setting === undefined ? null : aboutChannel(setting)
}
