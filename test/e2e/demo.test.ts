import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { ageAtDelivery, ageText } from '../../domain/rule/age.ts'
import { certificateValues, type CertificateFacts, type ParentFacts } from '../../domain/print/certificate-values.ts'
import { referralOutValues } from '../../domain/print/referral-values.ts'
import type { Person } from '../../domain/modules/people/person.record.ts'
import { type Day, toDay, toMinute } from '../../domain/time/day.ts'
import { compose, type Composed } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { FATHER, INSTITUTION, MIDWIFE, MOTHER, PEOPLE, RECEIVER, referralRow, TWINS } from '../../electron/shell/demo-hospital.ts'
import { readPdf } from '../print/support/pdf-text.ts'
import { electronProgram, electronSwitches, freshDataFolder, programEnvironment } from '../support/launch.ts'

const root = dirname(dirname(import.meta.dirname))
const RESOURCES = join(root, 'resources')
const fonts = openPrintFonts(join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc'))
const ADDRESS = '湖南省衡阳市衡阳县西渡镇解放路 8 号'
const TOLERANCE_MM = 0.3

type Summary = {
  month: string; workDay: string; bornDay: string; referralNumber: string; certificates: { number: string; babyName: string }[]; files: { path: string; bytes: number }[]
  replaced: Record<string, unknown>; counts: Record<string, number>; package: { verified: string; file: string }; timingsMs: Record<string, number>; versions: Record<string, string>
}

let out = ''
let said = ''
let summary: Summary
const runDemo = async (...args: string[]) => {
  const data = freshDataFolder()
  try {
    return await promisify(execFile)(electronProgram(), [...electronSwitches(), root, '--demo', '--data', data.path, ...args], { cwd: root, env: programEnvironment(), encoding: 'utf8', timeout: 80_000 })
      .then(done => ({ code: 0, ...done }), (error: { code: number; stdout: string; stderr: string }) => error)
  } finally {
    data.remove()
  }
}

test.beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'fuyou-demo-test-'))
  const run = await runDemo('--out', out, '--month', '2026-03')
  expect(run, run.stderr).toMatchObject({ code: 0 })
  said = run.stdout
  summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary
})
test.afterAll(() => rmSync(out, { recursive: true, force: true }))

test('the demo says in Chinese what it did and where every file is, and the summary agrees with the folder', () => {
  expect(said).toContain('审计链完整')
  for (const { path, bytes } of summary.files) {
    expect(readFileSync(join(out, path)).length, path).toBe(bytes)
    expect(said).toContain(path)
  }
  expect(summary.files.map(file => file.path)).toEqual(expect.arrayContaining(['certificate.pdf', 'registration-form.pdf', 'referral.pdf', `package/${summary.package.file}`]))
  expect(summary).toMatchObject({ month: '2026-03', workDay: '2026-03-20', bornDay: '2026-03-18', counts: { newborns: 2, certificates: 2, referrals: 1, misprints: 1, exchanged: 1, reissued: 1, errors: 0 } })
  expect(summary.certificates.map(entry => entry.number)).toEqual(['Z430000001', 'Z430000002'])
  // One sheet spoiled on the way, one certificate exchanged, one lost: three numbers ended, each in its own way.
  expect(summary.replaced).toEqual({ exchanged: 'Z430000004', reissued: 'Z430000005', spoiled: ['Z430000003'], fates: { Z430000001: 'exchanged', Z430000002: 'lostVoid', Z430000003: 'void' } })
  expect(summary.versions.electron).toMatch(/^\d+\./)
})

/** Every character of the composed document stands on the PDF where the layout has it, and nothing else stands there. */
async function expectOnPaper(file: string, composed: Composed): Promise<void> {
  expect(composed.issues).toEqual([])
  const { sizesMm, glyphs } = await readPdf(new Uint8Array(readFileSync(join(out, file))))
  expect(sizesMm).toHaveLength(composed.pages)
  for (const { w, h } of sizesMm) {
    expect(Math.abs(w - 210)).toBeLessThan(TOLERANCE_MM)
    expect(Math.abs(h - 297)).toBeLessThan(TOLERANCE_MM)
  }
  const drawn = glyphs.filter(glyph => glyph.text.trim() !== '')
  for (const line of composed.placed) {
    const font = line.bold ? fonts.bold : fonts.regular
    let before = ''
    for (const character of line.text) {
      const xMm = line.xMm + font.widthMm(before, line.pt)
      before += character
      if (character.trim() === '') continue
      // A PDF may name a glyph by the radical that shares it.
      const at = drawn.findIndex(glyph => glyph.page === line.page && Math.abs(glyph.xMm - xMm) < TOLERANCE_MM && Math.abs(glyph.baselineMm - line.baselineMm) < TOLERANCE_MM
        && (glyph.text === character || /^[\u2E80-\u2FDF]$/u.test(glyph.text)))
      expect(at, `${character} of ${line.text} in ${file}`).toBeGreaterThanOrEqual(0)
      drawn.splice(at, 1)
    }
  }
  expect(drawn).toEqual([])
}

const parent = (who: Person, born: Day): ParentFacts =>
  ({ name: who.name!, ageYears: ageAtDelivery(who.birthDay!, born), nationality: 'CHN', ethnicity: '01', address: ADDRESS, idType: '01', idNumber: who.idNumber! })

function certificateFacts(index: 0 | 1): CertificateFacts {
  const { babyName, row, at } = TWINS[index]
  const born = toDay(summary.bornDay)
  return {
    babyName, babySex: row.sex, birthAt: toMinute(`${born}T${at}`), gestWeeks: 37, gestDays: 2, weightG: row.weightG, lengthCm: row.lengthCm, birthProvince: '湖南省', birthCity: '衡阳市', birthCounty: '衡阳县',
    deliveryOrg: INSTITUTION.name, mother: parent(MOTHER, born), father: parent(FATHER, born), parentBlankText: '/', issuer: INSTITUTION.name, issueDay: toDay(summary.workDay), attendant: MIDWIFE.name!,
  }
}

test('both overprints are A4 with every character at its place in the layout', async () => {
  const layout = readLayout(RESOURCES, 'birthCertificate')
  await expectOnPaper('certificate.pdf', compose(layout, certificateValues(certificateFacts(0)), { fonts, mode: 'print' }))
  await expectOnPaper('certificate-2.pdf', compose(layout, certificateValues(certificateFacts(1)), { fonts, mode: 'print' }))
  // What was exchanged or re-issued here says what the first sheet said, on the same day.
  await expectOnPaper('certificate-exchanged.pdf', compose(layout, certificateValues(certificateFacts(0)), { fonts, mode: 'print' }))
  await expectOnPaper('certificate-reissued.pdf', compose(layout, certificateValues(certificateFacts(1)), { fonts, mode: 'print' }))
})

test('the referral is A4 with every character at its place in the layout', async () => {
  const row = referralRow('', '', toDay(summary.workDay))
  await expectOnPaper('referral.pdf', compose(readLayout(RESOURCES, 'referralOut'), referralOutValues({
    patient: { name: MOTHER.name!, sex: '2', ageText: ageText(MOTHER.birthDay!, toDay(summary.workDay)), address: ADDRESS, phone: MOTHER.phone! }, slipNumber: summary.referralNumber, fileNumber: MOTHER.handbookNumber!,
    referralDay: row.referredDay, toInstitution: RECEIVER.name!, toDepartment: row.department!, fromInstitution: INSTITUTION.name, doctor: PEOPLE.doctor.displayName, doctorPhone: row.doctorPhone!,
    impression: row.impression!, presentIllness: row.reason!, pastHistory: row.pastHistory!, treatment: row.treatment!,
  }), { fonts, mode: 'print' }))
})

test('the forms of exchange and re-issue are A4 and name the old number', async () => {
  for (const [file, number] of [['exchange-application.pdf', 'Z430000001'], ['reissue-register.pdf', 'Z430000002']] as const) {
    const { sizesMm, glyphs } = await readPdf(new Uint8Array(readFileSync(join(out, file))))
    for (const { w, h } of sizesMm) expect(Math.max(Math.abs(w - 210), Math.abs(h - 297))).toBeLessThan(TOLERANCE_MM)
    expect(glyphs.map(glyph => glyph.text.normalize('NFKC')).join('')).toContain(number)
  }
})

test('the registration form is two A4 pages with the family’s facts filled in', async () => {
  const { sizesMm, glyphs } = await readPdf(new Uint8Array(readFileSync(join(out, 'registration-form.pdf'))))
  expect(sizesMm).toHaveLength(2)
  for (const { w, h } of sizesMm) expect(Math.max(Math.abs(w - 210), Math.abs(h - 297))).toBeLessThan(TOLERANCE_MM)
  const text = glyphs.map(glyph => glyph.text.normalize('NFKC')).join('')
  for (const word of [MOTHER.idNumber!, FATHER.idNumber!, '李思远', 'Z430000001', 'QF2026000001', 'J430421-2020-001234', PEOPLE.issuer.displayName, PEOPLE.sealer.displayName]) expect(text).toContain(word.normalize('NFKC'))
})

test('the package verifies with OpenSSL alone, holds what was done, and not with another key', () => {
  const folder = join(out, 'package')
  const base = summary.package.file.replace('.zip.sm4', '')
  const verify = (signer: string, ...more: string[]) =>
    spawnSync('bash', [join(root, 'scripts', 'verify-package.sh'), folder, join(folder, `${base}.${signer}`), join(folder, `${base}.PRACTICE-recipient-private.pem`), ...more], { encoding: 'utf8' })
  const opened = join(out, 'opened')
  expect(verify('signer-public.pem', opened)).toMatchObject({ status: 0 })
  const lines = (dataset: string) => readFileSync(join(opened, base, 'data', `${dataset}.jsonl`), 'utf8').trim().split('\n').map(line => JSON.parse(line) as { bk: Record<string, string>; payload: Record<string, string> })
  expect(lines('birth_cert').filter(row => row.payload['HDSB01.01.002']).map(row => row.payload['HDSB01.01.002']).sort()).toEqual(expect.arrayContaining(['李思远', '李思齐']))
  expect(lines('birth_cert').map(row => row.bk.certNo)).toEqual(['Z430000001', 'Z430000002', 'Z430000003', 'Z430000004', 'Z430000005'])
  expect(lines('delivery')).toHaveLength(1)
  expect(lines('newborn').map(row => row.bk.birthOrder)).toEqual(['1', '2'])
  expect(lines('referral').map(row => row.bk.referralNo)).toEqual([summary.referralNumber])
  expect(verify('recipient-public.pem').status).toBe(1)
})

test('nothing of the demo’s people lies readable in the package folder, and a wrong month is refused before anything is written', async () => {
  for (const name of readdirSync(join(out, 'package'))) expect(readFileSync(join(out, 'package', name)).includes(Buffer.from('张丽华')), name).toBe(false)
  const other = mkdtempSync(join(tmpdir(), 'fuyou-demo-other-'))
  try {
    expect(await runDemo('--out', other, '--month', '2026-13')).toMatchObject({ code: 1, stderr: expect.stringContaining('--month') })
    expect(existsSync(join(other, 'package'))).toBe(false)
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
})
