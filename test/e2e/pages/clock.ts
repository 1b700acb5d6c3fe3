import { join } from 'node:path'
import { type Desk, launchDesk } from '../../support/launch.ts'
import { ask } from './certificate.ts'

const DAY_MS = 86_400_000
const moveRendererClock = `{ const Real = Date, shift = () => Number(sessionStorage.getItem('testClockShiftMs')); globalThis.Date = class extends Real { constructor(...given) { if (given.length) super(...given); else super(Real.now() + shift()) } static now() { return Real.now() + shift() } } }`

/** The program with a clock that a test moves while it runs. */
export async function launchWithClock(): Promise<Desk> {
  const desk = await launchDesk({ before: ['-r', join(import.meta.dirname, '../../support/shifted-clock.cjs')], env: { FUYOU_TEST_CLOCK_SHIFT_MS: '0' } })
  await desk.page.addInitScript(moveRendererClock)
  await desk.page.reload()
  return desk
}

/** So many days after today; whoever worked then has gone home. */
export async function turnClock({ app, page }: Desk, days: number): Promise<void> {
  await ask(page, 'auth.logout', null)
  await app.evaluate((_, shift) => { process.env.FUYOU_TEST_CLOCK_SHIFT_MS = shift }, String(days * DAY_MS))
  await page.evaluate(shift => { sessionStorage.setItem('testClockShiftMs', shift) }, String(days * DAY_MS))
}
