/** Tools that are too heavy for the development dependencies, fetched through npm in pinned versions. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { npmCommand } from '../../scripts/bootstrap/install.mjs'
import { runProgram } from '../../scripts/run-program.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const folder = path.join(root, '.wrangler', 'check-web')

/** vnu is the validator of validator.w3.org/nu; html-validate takes its place without Java. */
const versions = { 'vnu-jar': '26.9.27', 'html-validate': '11.21.1', lighthouse: '13.5.0' } as const
export type Tool = keyof typeof versions

/** The versions, as npm names them. */
export function pinned(tools: readonly Tool[]): readonly string[] {
  return tools.map((tool) => `${tool}@${versions[tool]}`)
}

/** Installs tools without running their scripts. @returns the path of a tool's file */
export async function fetchTools(tools: readonly Tool[]): Promise<(tool: Tool, file: string) => string> {
  const home = path.join(folder, pinned(tools).join('+'))
  const done = path.join(home, 'complete')
  if (!existsSync(done)) {
    mkdirSync(home, { recursive: true })
    writeFileSync(path.join(home, 'package.json'), '{ "private": true }')
    const npm = npmCommand(process.env, process.execPath)
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', ...pinned(tools)]
    const { code, errors } = await runProgram(npm.command, [...npm.arguments, ...words], {
      cwd: home,
      env: process.env,
    })
    if (code !== 0) throw new Error(`npm could not fetch ${pinned(tools).join(', ')}:\n${errors.slice(-1000)}`)
    writeFileSync(done, '')
  }
  return (tool, file) => path.join(home, 'node_modules', tool, file)
}

/** Whether a program can be started. */
export async function hasProgram(program: string, ...args: readonly string[]): Promise<boolean> {
  try {
    return (await runProgram(program, args, { cwd: root, env: process.env })).code === 0
  } catch {
    return false
  }
}
