import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Stop } from './say.mjs'

/** True when windows can be shown to a person. A DISPLAY whose server is gone counts as none. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  if (process.env.WAYLAND_DISPLAY) return true
  const display = process.env.DISPLAY
  if (!display) return false
  const local = /^:(\d+)/.exec(display)
  return !local || existsSync(`/tmp/.X11-unix/X${local[1]}`)
}

/** Starts Xvfb on a free display number and ends it with this process; resolves with the DISPLAY to use. */
export function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    // The screen is the smallest one the program is made for. Xvfb chooses a free number itself and writes it to fd 3.
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-noreset'],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
    let said = ''
    let number = ''
    server.stderr.on('data', (chunk) => { said += chunk })
    server.on('error', () => reject(new Stop('无法启动虚拟显示 Xvfb。', 'Xvfb, the virtual display, could not be started.')))
    server.on('exit', () => reject(new Stop('虚拟显示 Xvfb 意外退出。', 'Xvfb, the virtual display, ended unexpectedly.', said.split('\n').slice(-6).join('\n'))))
    server.stdio[3].on('data', (chunk) => {
      number += chunk
      if (!number.includes('\n')) return
      process.on('exit', () => server.kill('SIGTERM'))
      server.unref()
      for (const stream of [server.stderr, server.stdio[3]]) stream.unref?.()
      resolve(`:${number.trim()}`)
    })
  })
}
