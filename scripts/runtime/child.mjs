import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'

const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    // A child that ignores the signal must not keep the terminal.
    setTimeout(() => process.exit(130), 5_000).unref()
    if (running.size === 0) process.exit(130)
  })
}

/** Chromium looks for a desktop bus that a machine without a desktop does not have; nobody can act on these lines. */
const DESKTOP_BUS_NOISE = /^\[\d+:\d+\/[\d.]+:ERROR:dbus\/(bus|object_proxy)\.cc/

/**
 * Runs a program with this terminal's input and output; resolves with its exit code (128 + n for a signal).
 * `isQuiet` leaves out Chromium's lines about the missing desktop bus; `timeoutMs` ends a program that hangs.
 */
export function run(command, args, { isQuiet = false, timeoutMs = 0, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: isQuiet ? ['inherit', 'inherit', 'pipe'] : 'inherit', ...options })
    running.add(child)
    if (isQuiet) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (!DESKTOP_BUS_NOISE.test(line)) process.stderr.write(`${line}\n`)
      })
    }
    const timers = timeoutMs === 0 ? [] : [
      setTimeout(() => {
        process.stderr.write(`\n超时:${Math.round(timeoutMs / 60_000)} 分钟没有结束,强制终止。 Timed out: ended by force.\n`)
        child.kill('SIGTERM')
      }, timeoutMs),
      setTimeout(() => { child.kill('SIGKILL') }, timeoutMs + 10_000),
    ]
    child.on('error', (error) => { running.delete(child); timers.forEach(clearTimeout); reject(error) })
    child.on('close', (code, signal) => {
      running.delete(child)
      timers.forEach(clearTimeout)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137))
    })
  })
}

/** Runs beside others and keeps what it says, standard output and errors in the order they came. */
export function gather(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text })
    child.on('error', (error) => { running.delete(child); reject(error) })
    child.on('close', (code) => { running.delete(child); resolve({ code: code ?? 1, said }) })
  })
}

/** Runs a program and keeps its output; `timeoutMs` ends it. Never throws for a failing program. */
export function capture(command, args, options = {}) {
  const { timeoutMs, ...rest } = options
  const answer = spawnSync(command, args, {
    encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, ...rest,
  })
  return { code: answer.status ?? 1, stdout: answer.stdout ?? '', stderr: answer.stderr ?? '', missing: answer.error?.code === 'ENOENT' }
}
