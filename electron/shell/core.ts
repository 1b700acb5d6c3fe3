import { app } from 'electron'
import type { Host } from '../core/host.ts'
import type { Ports } from '../core/ports.ts'

export type { Host }

/**
 * Starts the core on what this workstation lends. It is loaded here and not with the shell, so that the window is
 * already being made while the core's code is read; answers are checked against the contract except in a packed program.
 */
export async function startCore(ports: Ports): Promise<Host> {
  const { createHost } = await import('../core/host.ts')
  return createHost(ports, { checkOutputs: !app.isPackaged })
}
