import type { Ports } from '../core/ports.ts'
import type { Host } from './core.ts'

/** Runs the main job without a window and answers with the exit code. */
export async function runDemo(host: Host, ports: Ports, _argv: readonly string[]): Promise<number> {
  const answer = await host.call('system.state', null, 'demo')
  process.stdout.write(`${JSON.stringify({
    program: ports.program, electron: process.versions.electron, chromium: process.versions.chrome, node: process.versions.node, core: answer,
  }, null, 2)}\n`)
  return 0
}
