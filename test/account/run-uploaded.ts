/** Runs an uploaded Worker in workerd. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { UploadedWorker } from '../../simulators/cloudflare-api/upload.ts'
import { runWorker } from '../../simulators/workerd/run-worker.ts'

/** Runs the Worker as it was uploaded. KV and Durable Objects are kept in `folder` between deployments. */
export async function runUploaded(
  name: string,
  { main, bindings, modules, metadata, classes }: UploadedWorker,
  folder: string,
) {
  const code = path.join(folder, 'code')
  await mkdir(code, { recursive: true })
  for (const [file, text] of modules) await writeFile(path.join(code, path.basename(file)), text)
  const of = (type: string) => bindings.filter((binding) => binding.type === type)
  const texts = (type: string) => Object.fromEntries(of(type).map((each) => [each.name, each.text ?? '']))
  const config = {
    name,
    main: path.basename(main),
    no_bundle: true,
    find_additional_modules: true,
    rules: [{ type: 'Text', globs: ['**/*-cityMap.json', '**/*-exonyms.json'], fallthrough: true }],
    compatibility_date: metadata['compatibility_date'],
    compatibility_flags: metadata['compatibility_flags'],
    kv_namespaces: of('kv_namespace').map((each) => ({ binding: each.name, id: each.namespace_id })),
    durable_objects: {
      bindings: of('durable_object_namespace').map((each) => ({ name: each.name, class_name: each.class_name })),
    },
    migrations: [{ tag: 'v1', new_sqlite_classes: classes }],
  }
  await writeFile(path.join(code, 'wrangler.json'), JSON.stringify(config))
  return runWorker(
    {
      config: path.join(code, 'wrangler.json'),
      host: '127.0.0.1',
      port: 0,
      state: path.join(folder, 'state'),
      watch: false,
      vars: texts('plain_text'),
      secrets: texts('secret_text'),
    },
    () => {},
  )
}
