/** Why the pinned Node could not be started, in words that help. */

/**
 * @param node its path
 * @param code of the error that spawn gave
 * @param isThere whether there is such a file
 */
export function startFailure(node, code, isThere) {
  // The system names the program when it is the program's interpreter that it does not find.
  if (code === 'ENOENT' && isThere)
    return `${node} was built for glibc, and this system has no glibc (Alpine and other musl systems): use a Debian image, such as node:24-bookworm.`
  if (code === 'ENOENT')
    return `${node} is missing: npm did not run the install script of the package “node” (ignore-scripts, or allowScripts in package.json). Run npm ci --ignore-scripts=false once, then the same command again.`
  if (code === 'EACCES')
    return `${node} may not be run: the disk is mounted with noexec, or the file has lost its permission. Move the project to a disk that allows programs, or run npm ci --ignore-scripts=false there.`
  return `${node} could not be started (${code}). Delete node_modules, and run the same command again.`
}
