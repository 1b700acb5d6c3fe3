import { type Page, expect } from '@playwright/test'
import axe from 'axe-core'

type Results = { violations: { id: string; impact: string | null; nodes: { target: unknown[]; html: string; failureSummary?: string }[] }[]; passes: unknown[] }

/**
 * What axe finds serious on the screen, or in a part of it. Its program is put into a page once and not before each look,
 * which takes longer than looking. Papers in a preview are not read: they show what is printed.
 */
export async function seriousFindings(page: Page, part = 'html'): Promise<string[]> {
  // Away from every button: what is hovered is drawn in another colour.
  await page.mouse.move(2, 2)
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate(
    looked => (globalThis as unknown as { axe: { run(part: string, options: object): Promise<Results> } }).axe.run(looked, { resultTypes: ['violations'], iframes: false }), part)
  expect(passes.length, 'axe looked at the screen').toBeGreaterThan(5)
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${failureSummary ?? ''}`))
}

/** Whether the part beside the menu shows everything without scrolling sideways. */
export const fitsSideways = (page: Page): Promise<boolean> => page.evaluate(() => document.querySelector('main')!.scrollWidth <= document.querySelector('main')!.clientWidth)

/** A picture of the screen for people, where FUYOU_PICTURES names a folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.FUYOU_PICTURES
  if (!folder) return
  // The paper in a preview is a page of its own, with the fonts of the paper.
  for (const frame of page.frames()) await frame.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path: `${folder}/${name}.png` })
}
