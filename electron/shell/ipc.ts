import { type BrowserWindow, ipcMain } from 'electron'
import type { Result } from '../../domain/api/result.ts'
import type { LogPort } from '../core/ports.ts'
import type { Host } from './core.ts'
import { factsOfError, newReference } from './log.ts'
import { APP_ORIGIN } from './security.ts'

/**
 * Answers the one channel. A call is taken from the main frame of our own window, showing our own page, and from
 * nobody else; who is signed in is known to the core under the window's session id, which the page never sees.
 */
export function answerCalls(desk: { window(): BrowserWindow | null; sessionId: string; host: Promise<Host>; log: LogPort }): void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    const frame = event.senderFrame
    const window = desk.window()
    const isOurs = window !== null && !window.isDestroyed() && event.sender === window.webContents
      && frame !== null && frame === window.webContents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`)
    if (!isOurs || typeof name !== 'string') {
      desk.log.warn('ipc.refused')
      return { ok: false, error: { code: 'forbidden' } }
    }
    try {
      return await (await desk.host).call(name, input, desk.sessionId)
    } catch (error) {
      // The core turns every failure into a Result; what still arrives here is a defect of ours.
      const ref = newReference()
      desk.log.error('ipc.failed', { call: name.slice(0, 80), ref, ...factsOfError(error) })
      return { ok: false, error: { code: 'internal', ref } }
    }
  })
}
