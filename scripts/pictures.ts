// Takes a picture of every screen of the practice hospital at 1366×768, in Chinese, for looking at and for the README:
// `node scripts/run.mjs exec --display scripts/pictures.ts DIR [NAME …]`. Needs a build.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchDesk } from '../test/support/launch.ts'
import { tourPractice } from '../test/support/practice-tour.ts'

// Enough people that lists look like those of a hospital.
const PERSONS = 400

const [folder, ...wanted] = process.argv.slice(2)
if (folder === undefined) throw new Error('name the folder for the pictures')
mkdirSync(folder, { recursive: true })

const desk = await launchDesk()
try {
  await tourPractice(desk, PERSONS, async screen => {
    if (wanted.length > 0 && !wanted.includes(screen)) return
    // The paper in the preview is a page of its own, with the fonts of the paper.
    for (const frame of desk.page.frames()) await frame.evaluate(() => document.fonts.ready.then(() => undefined))
    await desk.page.screenshot({ path: join(folder, `${screen}.png`) })
    process.stdout.write(`${screen}\n`)
  })
} finally {
  await desk.close()
}
