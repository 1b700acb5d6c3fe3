import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import log from 'electron-log/node.js'
import type { LogPort } from '../core/ports.ts'

type Facts = Record<string, string | number | boolean>

const MAX_BYTES = 2 * 1024 * 1024

const line = (event: string, facts?: Facts): string =>
  facts ? `${event} ${Object.entries(facts).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ')}` : event

/**
 * Opens the log file in the data folder; at 2 MB the file is kept once as `main.old.log` and a new one begins.
 * A folder that cannot be written must not stop the program: electron-log then drops the line.
 */
export function openLog(dataFolder: string, { isPackaged }: { isPackaged: boolean }): LogPort {
  log.transports.file.resolvePathFn = () => join(dataFolder, 'logs', 'main.log')
  log.transports.file.maxSize = MAX_BYTES
  log.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms}{z} {level} {text}'
  log.transports.file.level = 'info'
  log.transports.console.level = isPackaged ? false : 'warn'
  log.transports.console.writeFn = ({ message }) => { process.stderr.write(`${message.data.map(String).join(' ')}\n`) }
  return {
    info: (event, facts) => log.info(line(event, facts)),
    warn: (event, facts) => log.warn(line(event, facts)),
    error: (event, facts) => log.error(line(event, facts)),
  }
}

/**
 * What a log may keep of an exception: its name, its code and where it came from. Never its message,
 * which may carry a name or a number somebody typed.
 */
export function factsOfError(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = (error as NodeJS.ErrnoException).code
  const stack = error.stack ?? ''
  // The stack begins with the message, which may itself look like frames; where it was changed since, no line is safe.
  const messageAt = stack.indexOf(error.message)
  const frames = (messageAt < 0 ? '' : stack.slice(messageAt + error.message.length)).split('\n').filter((frame) => /^\s+at .*:\d+:\d+\)?$/.test(frame)).slice(0, 12).map((frame) => frame.trim().slice(3))
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), at: frames.join(' < ') }
}

/** A short number to read out on the telephone: it stands in the sentence on the screen and in the log. */
export const newReference = (): string => randomBytes(4).toString('hex').toUpperCase()
