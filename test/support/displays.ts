import type { FullConfig } from '@playwright/test'
import { startVirtualDisplay } from '../../scripts/runtime/display.mjs'

/** A virtual display per worker: windows of two programs on one display would take each other's focus away. */
export default async function startDisplays({ workers }: FullConfig): Promise<void> {
  if (process.platform !== 'linux' || !process.env.DISPLAY) return
  const displays = [process.env.DISPLAY]
  while (displays.length < workers) displays.push(await startVirtualDisplay())
  process.env.FUYOU_DISPLAYS = displays.join(' ')
}
