/** Entry of every npm script, on any Node: installs what is missing, then runs the script with the pinned Node. */

const oldest = 20
const major = Number(process.versions.node.split('.')[0])

if (major < oldest) {
  console.error(
    `Paperboy needs Node.js ${oldest} or newer, and this is ${process.versions.node}. Get one from https://nodejs.org/`,
  )
  process.exitCode = 1
} else {
  // Imported dynamically: an older Node must be able to parse this file.
  import('./bootstrap/run-script.mjs')
    .then(({ runScript }) => runScript(process.argv[2] ?? '', process.argv.slice(3)))
    .then((code) => {
      process.exitCode = code
    })
    .catch((error) => {
      console.error(error instanceof Error ? error.message : String(error))
      process.exitCode = error?.exitCode ?? 1
    })
}
