/** Reads a wrangler upload, and refuses what Cloudflare refuses. */
import * as v from 'valibot'
import { CloudflareApiError } from './cloudflare-api-error.ts'

/** An uploaded Worker: its bindings, and its modules by name. */
export interface UploadedWorker {
  readonly bindings: readonly Binding[]
  readonly modules: ReadonlyMap<string, string>
  readonly main: string
  readonly metadata: Readonly<Record<string, unknown>>
  /** The last of the migrations that were applied; null: none. */
  readonly migrationTag: string | null
  /** Durable Object classes that the migrations so far have given a storage. */
  readonly classes: readonly string[]
}

const bindingSchema = v.looseObject({
  type: v.string(),
  name: v.string(),
  text: v.optional(v.string()),
  class_name: v.optional(v.string()),
  namespace_id: v.optional(v.string()),
})
export type Binding = v.InferOutput<typeof bindingSchema>
const metadataSchema = v.looseObject({
  main_module: v.string(),
  bindings: v.array(bindingSchema),
  compatibility_date: v.string(),
  compatibility_flags: v.optional(v.array(v.string()), []),
  migrations: v.optional(
    v.object({
      old_tag: v.optional(v.string()),
      new_tag: v.string(),
      steps: v.array(v.strictObject({ new_sqlite_classes: v.array(v.string()) })),
    }),
  ),
})

/** developers.cloudflare.com/workers/configuration/multipart-upload-metadata. Secrets that are not sent again stay. */
export async function readUpload(
  contentType: string,
  body: Buffer,
  before: UploadedWorker | undefined,
  namespaces: ReadonlyMap<string, string>,
): Promise<UploadedWorker> {
  const headers = { 'content-type': contentType }
  const form = await new Response(new Uint8Array(body), { headers }).formData()
  const modules = new Map<string, string>()
  let metadata: v.InferOutput<typeof metadataSchema> | null = null
  for (const [name, part] of form) {
    const text = typeof part === 'string' ? part : await part.text()
    if (name === 'metadata') metadata = v.parse(metadataSchema, JSON.parse(text))
    else if (typeof part !== 'string' && /javascript|^text\/plain/u.test(part.type)) modules.set(name, text)
  }
  if (metadata === null) throw new CloudflareApiError(10_021, 'an upload without metadata')
  const sent = new Set(metadata.bindings.map(({ name }) => name))
  const kept = (before?.bindings ?? []).filter(({ type, name }) => type === 'secret_text' && !sent.has(name))
  const bindings = metadata.bindings.map((binding) =>
    binding.type === 'inherit' ? (before?.bindings.find(({ name }) => name === binding.name) ?? binding) : binding,
  )
  const { migrations } = metadata
  const { migrationTag = null, classes = [] } = before ?? {}
  if (migrations !== undefined && (migrations.old_tag ?? null) !== migrationTag)
    throw new CloudflareApiError(10_079, 'Expected tag does not match the one of the existing Worker.')
  const added = (migrations?.steps ?? []).flatMap((step) => step.new_sqlite_classes)
  // developers.cloudflare.com/durable-objects/reference/durable-objects-migrations
  if (added.some((each) => classes.includes(each)))
    throw new CloudflareApiError(10_074, 'Cannot apply new-class migration to class that is already depended on.')
  const unknown = bindings.find(({ type, namespace_id: id }) => type === 'kv_namespace' && !namespaces.has(id ?? ''))
  if (unknown !== undefined) throw new CloudflareApiError(10_041, `KV namespace '${unknown.namespace_id}' not found.`)
  const all = [...classes, ...added]
  const missing = bindings.find(({ class_name }) => class_name !== undefined && !all.includes(class_name))
  if (missing !== undefined)
    throw new CloudflareApiError(10_061, `Cannot create binding for class '${missing.class_name}' without a migration.`)
  return {
    main: metadata.main_module,
    bindings: [...bindings, ...kept],
    modules,
    metadata,
    migrationTag: migrations?.new_tag ?? migrationTag,
    classes: all,
  }
}
