/** Measures how much memory workerd needs to parse the largest feed that is accepted. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startIsolate } from '../../simulators/workerd/isolate.ts'

/** Bytes, as the kernel reports them for workerd's processes. */
export interface Memory {
  readonly feed: number
  readonly items: number
  readonly idle: number
  /** The peak during the parse, above idle. */
  readonly added: number
}

/** Parses a document in workerd. @returns null except on Linux */
export async function memory(document: Uint8Array): Promise<Memory | null> {
  const isolate = await startIsolate(path.join(import.meta.dirname, 'memory-worker.ts'))
  try {
    await isolate.fetch('', { method: 'POST', body: document })
    const pids = await workerdPids()
    if (pids.length === 0) return null
    const idle = await total(pids, 'VmRSS')
    // Resets the kernel's peak counters (proc_pid_clear_refs(5)).
    for (const pid of pids) await writeFile(`/proc/${pid}/clear_refs`, '5')
    const items = Number(await (await isolate.fetch('read')).text())
    return { feed: document.length, items, idle, added: (await total(pids, 'VmHWM')) - idle }
  } finally {
    await isolate.stop()
  }
}

/** The workerd processes that this process started. */
async function workerdPids(): Promise<readonly string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc').catch(() => [])) {
    const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    if (/^Name:\s*workerd$/mu.test(text) && new RegExp(`^PPid:\\s*${process.pid}$`, 'mu').test(text)) found.push(pid)
  }
  return found
}

async function total(pids: readonly string[], field: string): Promise<number> {
  const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8')))
  const sizes = texts.map((text) => Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'mu').exec(text)?.[1] ?? Number.NaN))
  return sizes.reduce((sum, size) => sum + size * 1024, 0)
}

/** A full-text feed of about this many bytes, in several scripts. */
export function largeFeed(bytes: number): Uint8Array {
  const text = '<p>A paragraph of some length, “quoted” &amp; <b>marked up</b>. 一段不太短的文字。</p>'.repeat(20)
  const items: string[] = []
  for (let n = 0, length = 0; length < bytes - 3000; n++) {
    const item =
      `<item><title>Story ${n}, with a title of the usual length</title><link>https://example.org/story/${n}</link>` +
      `<guid isPermaLink="false">story-${n}</guid><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>` +
      `<description><![CDATA[${text}]]></description></item>`
    length += Buffer.byteLength(item)
    items.push(item)
  }
  return new TextEncoder().encode(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`,
  )
}
