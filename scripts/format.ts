/** `npm run format`: Biome's layout, order of imports and safe fixes. */
import { runTool } from './checks/tools.ts'

process.exitCode = await runTool('biome', ['check', '--write', '.'], (line) => console.log(line))
