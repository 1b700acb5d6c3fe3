import type { ReaderSetting } from '../../../domain/device/device-settings.ts'
import { ReadFailure } from '../../../domain/device/id-card.ts'
import { ANSWER_MAX_BYTES, readJson } from './answer-bytes.ts'

/** Asks a reader's local HTTP service once. No redirect is followed: only this computer is ever asked. */
export async function askHttp(setting: ReaderSetting, signal: AbortSignal): Promise<unknown> {
  const host = setting.host === '::1' ? '[::1]' : setting.host
  let response: Response
  try {
    response = await fetch(`http://${host}:${setting.port}${setting.path}`, {
      method: setting.method, signal, redirect: 'error', cache: 'no-store',
      ...(setting.method === 'POST' ? { body: setting.request, headers: { 'Content-Type': 'application/json' } } : {}),
    })
  } catch (error) {
    signal.throwIfAborted()
    throw new ReadFailure(wasConnected(error) ? 'died' : 'unreachable')
  }
  if (!response.ok) {
    await response.body?.cancel()
    throw new ReadFailure('refused', String(response.status))
  }
  const bytes = await bodyOf(response, signal)
  return readJson(bytes, /charset=([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1])
}

// Node names the reason below its "fetch failed": a connection that was there and broke is another thing than none.
function wasConnected(error: unknown): boolean {
  const code = ((error as { cause?: { code?: unknown } } | null)?.cause)?.code
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
}

async function bodyOf(response: Response, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > ANSWER_MAX_BYTES) {
        await reader.cancel()
        throw new ReadFailure('tooLarge')
      }
      parts.push(value)
    }
  } catch (error) {
    if (error instanceof ReadFailure) throw error
    signal.throwIfAborted()
    throw new ReadFailure('died')
  }
  return Buffer.concat(parts)
}
