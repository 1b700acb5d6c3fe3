import type { ReaderSetting } from '../../../domain/device/device-settings.ts'
import { ReadFailure } from '../../../domain/device/id-card.ts'
import type { CardReaderPort } from '../../core/ports.ts'
import { askHttp } from './http-reader.ts'
import { askWebSocket } from './web-socket-reader.ts'

type Transport = (setting: ReaderSetting, signal: AbortSignal) => Promise<unknown>

/**
 * How each kind of reader is asked. A reader that has a 32-bit DLL and no service of its own becomes another line here:
 * a small helper process of that DLL's width, started by the shell, that is asked over its pipe with one line of JSON
 * (`{"read":1}`) and answers one line in the shape that the setting's `fields` name. Nothing else would change.
 */
const TRANSPORTS: Readonly<Record<Exclude<ReaderSetting['kind'], 'none'>, Transport>> = { http: askHttp, webSocket: askWebSocket }

/** The ID card reader of this workstation: one reading at a time, ended by its answer, its time, or the clerk. */
export function localCardReader(): CardReaderPort {
  let reading = false
  return {
    async read(setting, cancelled) {
      if (setting.kind === 'none') throw new ReadFailure('notSet')
      if (reading) throw new ReadFailure('busy')
      reading = true
      const time = AbortSignal.timeout(setting.timeoutMs)
      try {
        return await TRANSPORTS[setting.kind](setting, AbortSignal.any([cancelled, time]))
      } catch (error) {
        if (error instanceof ReadFailure) throw error
        if (cancelled.aborted) throw new ReadFailure('cancelled')
        if (time.aborted) throw new ReadFailure('timeout')
        throw error
      } finally {
        reading = false
      }
    },
    status: () => (reading ? 'reading' : 'idle'),
  }
}
