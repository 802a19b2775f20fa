/** The clock in the masthead: how long until the next cycle. */
import { byId } from './dom.js'
import { texts } from './language.js'

const cron = { running: true, at: 0, everyMs: 1 }
setInterval(() => {
  // With `npm run dev`, a key starts the next cycle.
  const left = cron.at === null ? 0 : Math.max(0, cron.at - Date.now())
  const rest = cron.at === null ? texts.byKey : texts.seconds(Math.ceil(left / 1000))
  byId('clock-words').textContent = cron.running ? texts.reading : rest
  byId('clock-hand').style.strokeDashoffset = String(cron.running ? 0 : (100 * left) / (cron.everyMs ?? 1))
  byId('clock').classList.toggle('running', cron.running)
}, 200)

/** @param inMs until the next cycle; null: on request */
export function showCycle({ running, inMs, everyMs }) {
  Object.assign(cron, { running, everyMs, at: inMs === null ? null : Date.now() + inMs })
}
