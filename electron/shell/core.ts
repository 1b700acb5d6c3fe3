import type { Result } from '../../domain/api/result.ts'
import type { Ports } from '../core/ports.ts'

/** The core as the shell sees it: one door. */
export type Host = {
  call(name: string, input: unknown, sessionId: string): Promise<Result<unknown>>
  close(): Promise<void>
}

/** Starts the core on what this workstation lends. */
export async function startCore(_ports: Ports): Promise<Host> {
  return { call: async () => ({ ok: false, error: { code: 'not-found' } }), close: async () => undefined }
}
