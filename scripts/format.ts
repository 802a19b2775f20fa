/** `npm run format`: has Biome put right what it can: layout, order of imports, safe fixes. */
import { runTool } from './checks/run.ts'

process.exitCode = await runTool('biome', ['check', '--write', '.'], (line) => console.log(line))
