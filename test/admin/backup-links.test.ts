/** Links of editions that were in the ledger when a backup was made work where it is restored. */
import { afterEach, expect, it } from 'vitest'
import { startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { brokenLink } from '../torture/links.ts'
import { publish, type Scene, setScene } from '../torture/scene.ts'
import { ask } from './admin-api-key.ts'

let open: Scene | null = null
afterEach(() => {
  open?.paperboy.stop()
  open = null
})

/** @param minutes of cycles after the news, before the backup */
async function movedAfter(minutes: number): Promise<Scene> {
  const scene = await setScene()
  open = scene
  publish(scene, scene.news, 'n1', 'read-n2')
  for (let passed = 0; passed < minutes; passed += 5) await scene.paperboy.cron()
  const text = async (path: string) => (await ask(scene.paperboy, path)).text()
  const [cell, directory] = [await text('cells/0'), await text('directory')]
  scene.paperboy.stop()
  const paperboy = await startSimulated({ sharedWith: scene.paperboy })
  const moved = { ...scene, paperboy }
  open = moved
  await ask(paperboy, 'cells/0?since=send&backup=1', { method: 'PUT', body: cell })
  await ask(paperboy, 'directory?backup=1', { method: 'PUT', body: directory })
  return moved
}

// KV lists a document some time after its put only, so that the backup may lack the newest.
it.each([
  ['open', 10],
  ['put a moment ago', 65],
])('links of an edition that was %s when the backup was made work for good', async (_, minutes) => {
  const moved = await movedAfter(minutes)
  expect(await brokenLink(moved)).toBeNull()
  for (let hour = 0; hour < 4; hour += 1) await moved.paperboy.cron(null, 60)
  const kept = moved.paperboy.cloud.objects.query('CELL', 'SELECT code FROM editions')
  expect([kept, await brokenLink(moved)]).toEqual([[], null])
})
