/** The login at Cloudflare opens a browser if there is one, and else shows a code for another device. */
import { expect, it } from 'vitest'
import { loginWay } from '../../scripts/deploy/wrangler.ts'

it.each([
  ['a desktop with macOS', {}, 'darwin', false, 'browser'],
  ['a desktop with Windows', {}, 'win32', false, 'browser'],
  ['a desktop with X11', { DISPLAY: ':0' }, 'linux', false, 'browser'],
  ['a desktop with Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', false, 'browser'],
  ['Linux within Windows', { WSL_DISTRO_NAME: 'Debian' }, 'linux', false, 'browser'],
  ['a server without a display', {}, 'linux', false, 'device'],
  ['a server with an empty display', { DISPLAY: '' }, 'linux', false, 'device'],
  ['a login over SSH', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22', DISPLAY: ':10' }, 'linux', false, 'device'],
  ['a Mac over SSH', { SSH_TTY: '/dev/ttys001' }, 'darwin', false, 'device'],
  ['a container', { DISPLAY: ':0' }, 'linux', true, 'device'],
] as const)('%s', (_, environment, platform, isContainer, way) => {
  expect(loginWay(environment, platform, isContainer)).toBe(way)
})
