/** What `npm start` and `npm test` run first, on whatever Node is there: installs what is missing, then hands over. */

const oldest = 20
const major = Number(process.versions.node.split('.')[0])

if (major < oldest) {
  console.error(
    `Paperboy needs Node.js ${oldest} or newer, and this is ${process.versions.node}. Get one from https://nodejs.org/`,
  )
  process.exitCode = 1
} else {
  // Imported late: an older Node must be able to read this far.
  import('./bootstrap/hand-over.mjs')
    .then(({ handOver }) => handOver(process.argv[2] ?? '', process.argv.slice(3)))
    .then((code) => {
      process.exitCode = code
    })
    .catch((error) => {
      console.error(error instanceof Error ? error.message : String(error))
      process.exitCode = error?.exitCode ?? 1
    })
}
