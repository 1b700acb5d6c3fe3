import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { electronProgram, electronSwitches, programEnvironment } from '../../test/support/launch.ts'
import { type Bench, figureOf, percentile } from './figure.ts'

export type PdfSamples = { certificate: number[]; bare: number[]; bytes: number }

/** Runs in a real Electron of its own: only there is the printer that makes the PDF. */
export const certificatePdf: Bench = async function* () {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-bench-pdf-'))
  try {
    const answer = join(folder, 'samples.json')
    await promisify(execFile)(electronProgram(), [...electronSwitches(), join(import.meta.dirname, 'certificate-pdf-main.ts'), folder, answer], { env: programEnvironment(), timeout: 300_000 })
    const { certificate, bare, bytes } = JSON.parse(readFileSync(answer, 'utf8')) as PdfSamples
    yield figureOf('certificate-pdf', certificate, 0.5, { baseline: percentile(bare, 0.5), note: `overprint through host.call: records, composer, fonts, PDF of ${Math.round(bytes / 1024)} KB; baseline: the same window's PDF of one line, p50` })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
