import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallError } from '../../domain/api/result.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { crossErrorMm, crossesThrough, NO_OFFSET, type PrintOffset } from '../../domain/print/calibration.ts'
import { SETTINGS, type SettingValue } from '../../domain/settings/settings.ts'
import { openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'

let scene: Scene
beforeEach(async () => { scene = await openScene() })
afterEach(() => scene.close())

const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const printing = async () => {
  const { value, rev } = await scene.issuer.call('setting.get', { key: 'printing' })
  return { value: value as SettingValue<'printing'>, rev }
}
const PROFILE = { form: 'birth-certificate' as const, printerName: 'PDF', tray: '', silent: true, paper: 'A4' as const, portrait: true, driverPercent: 100, used: null }
const calibrated = async (does: PrintOffset, more: object = {}) =>
  scene.issuer.call('printing.calibrate', { ...PROFILE, rev: (await printing()).rev, measured: crossesThrough(does), ...more })

async function held(): Promise<{ certificateId: string; number: string; registrationId: string }> {
  const { newbornIds } = await registerBirth(scene)
  const registrationId = await registerCertificate(scene, newbornIds[0]!)
  const { number } = await scene.issuer.call('certificate.nextNumber', null)
  return { ...await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: number! }), registrationId }
}
const second = { loginName: 'shenhe', password: PASSWORD }
const answerNotInked = async (certificateId: string) => {
  const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
  await scene.issuer.call('certificate.answerPrint', { certificateId, rev, result: 'notInked', reason: '没有着墨', secondPerson: second })
}

describe('calibration', () => {
  test('case 50: a ruler page at 97 % is refused as “适合页面”, and nothing is kept', async () => {
    const error = await scene.issuer.fails('printing.calibrate', { ...PROFILE, rev: 0, measured: crossesThrough({ dxMm: 2, dyMm: 3, scaleX: 0.97, scaleY: 0.97 }) })
    expect(error.code).toBe('invalid')
    expect(sentences(error)).toMatch(/block secondXMm.*97%.*“适合页面”.*实际大小/)
    expect((await printing()).value).toEqual(SETTINGS.printing.initial)
  })
  test('the measured crosses become a profile of printer, tray and form, with who, when and history', async () => {
    const does = { dxMm: 2.4, dyMm: -1.3, scaleX: 1.004, scaleY: 1.003 }
    const { profile } = await calibrated(does, { tray: '手动进纸' })
    expect(crossErrorMm(crossesThrough(does, profile))).toBeLessThan(0.02)
    expect(profile).toMatchObject({ printerName: 'PDF', tray: '手动进纸', calibratedBy: '孙签发', calibratedAt: expect.stringMatching(/^2026-03-10T/) })
    await calibrated({ ...NO_OFFSET, dxMm: 1 })
    expect((await printing()).value.profiles.map(one => one.tray)).toEqual(['手动进纸', ''])
    // The same place again replaces its profile; the second page was printed with the first correction.
    const again = await calibrated({ ...does, dxMm: 2.6 }, { tray: '手动进纸', used: null })
    expect(again.profile.dxMm).not.toBe(profile.dxMm)
    expect((await printing()).value.profiles).toHaveLength(2)
    expect(await scene.admin.call('setting.history', { key: 'printing' })).toHaveLength(3)
  })
  test('a ruler page goes to plain paper: it takes no number, and a printer that is gone is named', async () => {
    expect(await scene.issuer.call('printing.ruler', { form: 'birth-certificate', printerName: 'PDF', silent: true, used: null })).toEqual({ outcome: 'sent', reason: null })
    expect(scene.ports.printed.at(-1)!.html).toContain('请用普通 A4 白纸')
    expect((await scene.keeper.call('stock.list', { state: 'held' })).total).toBe(0)
    expect(sentences(await scene.issuer.fails('printing.ruler', { form: 'birth-certificate', printerName: 'HP 9', silent: true, used: null }))).toMatch(/printerName.*没有打印机“HP 9”/)
    expect((await scene.doctor.fails('printing.ruler', { form: 'birth-certificate', printerName: 'PDF', silent: true, used: null })).code).toBe('forbidden')
  })
})

describe('levels', () => {
  const name = (html: string): { x: number; y: number } => {
    const [, x, y] = /<text x="([\d.]+)" y="([\d.]+)"[^>]*data-value="mName">/.exec(html)!
    return { x: Number(x) / 100, y: Number(y) / 100 }
  }
  const field = { part: 'main', value: 'mName', dxMm: 0.3, dyMm: -0.2 }
  test('preview, PDF and print put a field where edition, institution, printer and tray want it', async () => {
    const { certificateId, registrationId } = await held()
    const before = name((await scene.issuer.call('certificate.preview', { registrationId })).html)
    const save = async (target: never, dxMm: number, fields = [field]) => scene.issuer.call('printing.saveShifts', { rev: (await printing()).rev, form: 'birth-certificate', target, dxMm, dyMm: 0, fields })
    await save({ level: 'edition', edition: '7' } as never, 0.5, [])
    await save({ level: 'edition', edition: '6' } as never, 9, [])
    await save({ level: 'institution' } as never, 1)
    await save({ level: 'printer', printerName: 'PDF', tray: '手动进纸' } as never, 0, [{ ...field, dxMm: 0.1, dyMm: 0 }])
    const institution = name((await scene.issuer.call('certificate.preview', { registrationId })).html)
    expect(institution.x - before.x).toBeCloseTo(1.8, 3)
    expect(institution.y - before.y).toBeCloseTo(-0.2, 3)
    const tray = name((await scene.issuer.call('certificate.preview', { registrationId, printerName: 'PDF', tray: '手动进纸' })).html)
    expect(tray.x - before.x).toBeCloseTo(1.9, 3)
    await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF', tray: '手动进纸' })
    expect(name(scene.ports.printed.at(-1)!.html)).toEqual(tray)
  })
  test('a field is not moved into the number and barcode, nor off the sheet; the names of both are said', async () => {
    const given = { rev: 0, form: 'birth-certificate' as const, target: { level: 'institution' as const }, dxMm: 0, dyMm: 0 }
    expect(sentences(await scene.issuer.fails('printing.saveShifts', { ...given, fields: [{ part: 'main', value: 'issuer', dxMm: 12, dyMm: 0 }] }))).toMatch(/block main\.issuer.*预印编号和条码/)
    expect(sentences(await scene.issuer.fails('printing.saveShifts', { ...given, dxMm: 20, fields: [] }))).toMatch(/纸外/)
    expect((await scene.issuer.call('printing.sample', { form: 'birth-certificate', target: { level: 'institution' }, dxMm: 0, dyMm: 0, fields: [{ part: 'main', value: 'issuer', dxMm: 12, dyMm: 0 }] })).issues).toHaveLength(1)
  })
  test('恢复默认 forgets a level; a file carries profiles to another workstation and a foreign file changes nothing', async () => {
    await calibrated({ dxMm: 2, dyMm: 1, scaleX: 1, scaleY: 1 })
    await scene.issuer.call('printing.saveShifts', { rev: 1, form: 'birth-certificate', target: { level: 'institution' }, dxMm: 0, dyMm: 0, fields: [field] })
    const full = (await printing()).value
    const { base64 } = await scene.issuer.call('printing.export', null)
    await scene.issuer.call('printing.reset', { rev: 2, form: 'birth-certificate', target: { level: 'institution' } })
    await scene.issuer.call('printing.reset', { rev: 3, form: 'birth-certificate', target: { level: 'printer', printerName: 'PDF', tray: '' } })
    expect((await printing()).value).toEqual(SETTINGS.printing.initial)
    const text = Buffer.from(base64, 'base64').toString('utf8')
    expect(await scene.issuer.call('printing.import', { rev: 4, text })).toEqual({ rev: 5, profiles: 1, levels: 1 })
    expect((await printing()).value).toEqual(full)
    expect(sentences(await scene.issuer.fails('printing.import', { rev: 5, text: '{"profiles":[]}' }))).toMatch(/不是本程序导出的/)
    expect((await printing()).value).toEqual(full)
    expect((await scene.issuer.fails('printing.reset', { rev: 4, form: 'birth-certificate', target: { level: 'institution' } })).code).toBe('edit-conflict')
  })
})

test('the scan of a blank is on the screen only: in no print, no PDF, no export, no history', async () => {
  const mark = 'SCAN-OF-A-BLANK'
  const path = join(dirname(scene.ports.folders.data), 'scan.png')
  writeFileSync(path, Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(mark)]))
  scene.ports.dialogs.chooseFile = async () => path
  const before = scene.ports.madePdfs.length
  expect(await scene.issuer.call('printing.loadScan', { form: 'birth-certificate' })).toEqual({ bytes: 8 + mark.length })
  const scan = await scene.issuer.call('printing.scan', { form: 'birth-certificate' })
  expect(Buffer.from(scan!.dataUrl.split(',')[1]!, 'base64').toString('latin1')).toContain(mark)
  expect(scan).toMatchObject({ loadedByName: '孙签发' })
  const { certificateId, registrationId } = await held()
  await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
  await answerNotInked(certificateId)
  await scene.issuer.call('certificate.print', { certificateId, printerName: '@pdf' })
  await scene.issuer.call('certificate.pdf', { what: 'archive', registrationId })
  await scene.issuer.call('printing.ruler', { form: 'birth-certificate', printerName: 'PDF', silent: true, used: null })
  const sample = await scene.issuer.call('printing.sample', { form: 'birth-certificate', target: { level: 'institution' }, dxMm: 0, dyMm: 0, fields: [] })
  const inBase64 = scan!.dataUrl.split(',')[1]!.slice(0, 24)
  expect(scene.ports.madePdfs.length).toBeGreaterThan(before)
  for (const html of [...scene.ports.printed.map(job => job.html), ...scene.ports.madePdfs, sample.html]) {
    expect(html).not.toContain(inBase64)
    expect(html).not.toMatch(/<img|background-image|url\("data:/)
  }
  expect(Buffer.from((await scene.issuer.call('printing.export', null)).base64, 'base64').toString('utf8')).not.toContain(inBase64)
  expect(JSON.stringify(await scene.admin.call('audit.list', {}))).not.toContain(inBase64)
  expect(scene.ports.madePdfs.slice(before).some(html => html.includes('非证件'))).toBe(true)
  expect(scene.ports.printed[0]!.html).not.toContain('非证件')
  writeFileSync(path, 'MZ not an image')
  expect(sentences(await scene.issuer.fails('printing.loadScan', { form: 'birth-certificate' }))).toMatch(/不是 PNG 或 JPEG/)
  await scene.issuer.call('printing.removeScan', { form: 'birth-certificate' })
  expect(await scene.issuer.call('printing.scan', { form: 'birth-certificate' })).toBeNull()
})

describe('jobs', () => {
  test('every way through the printer is a line: sent, cancelled, failed with its words, PDF; the count goes with it', async () => {
    const { certificateId } = await held()
    for (const says of ['sent', 'cancelled', 'failed'] as const) {
      scene.ports.printerSays(says)
      expect(await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })).toMatchObject({ outcome: says, reason: says === 'failed' ? 'paper jam' : null })
      expect(sentences(await scene.issuer.fails('certificate.print', { certificateId, printerName: 'PDF' }))).toMatch(/请先回答/)
      await answerNotInked(certificateId)
    }
    await scene.issuer.call('certificate.print', { certificateId, printerName: '@pdf' })
    const { rows, total } = await scene.issuer.call('printing.jobs', { certificateId })
    expect(total).toBe(4)
    expect(rows.map(row => [row.printCount, row.state, row.reason, row.numberState, row.byName])).toEqual([
      [4, 'pdf', null, 'held', '孙签发'], [3, 'failed', 'paper jam', 'held', '孙签发'], [2, 'cancelled', null, 'held', '孙签发'], [1, 'sent', null, 'held', '孙签发'],
    ])
  })
  test('a printer the system does not know: a clear sentence, nothing counted, the number stays held and may go to another', async () => {
    const { certificateId } = await held()
    const error = await scene.issuer.fails('certificate.print', { certificateId, printerName: 'HP LaserJet (副本 1)' })
    expect(sentences(error)).toMatch(/block printerName.*没有打印机“HP LaserJet \(副本 1\)”.*另选一台/)
    expect((await scene.issuer.call('certificate.get', { id: certificateId })).printCount).toBe(0)
    expect((await scene.keeper.call('stock.list', { state: 'held' })).total).toBe(1)
    expect(await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })).toMatchObject({ outcome: 'sent', printCount: 1 })
  })
  test.each([{ paper: 'other' as const }, { portrait: false }, { driverPercent: 97 }])('a profile of %o is not printed on, and cannot come out of the wizard', async wrong => {
    expect(sentences(await scene.issuer.fails('printing.calibrate', { ...PROFILE, rev: 0, measured: crossesThrough(NO_OFFSET), ...wrong }))).toMatch(/block paper.*A4、纵向/)
    await scene.admin.call('setting.save', { key: 'printing', rev: 0, value: { ...SETTINGS.printing.initial, profiles: [{ printerName: 'PDF', form: 'birth-certificate', ...NO_OFFSET, silent: true, ...wrong }] } })
    const { certificateId } = await held()
    expect(sentences(await scene.issuer.fails('certificate.print', { certificateId, printerName: 'PDF' }))).toMatch(/block printerName.*不是 A4 纵向 100%/)
    expect((await scene.issuer.call('certificate.get', { id: certificateId })).printCount).toBe(0)
  })
  test('dialog or silent is the profile’s choice', async () => {
    const { certificateId } = await held()
    await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
    expect(scene.ports.printed.at(-1)).toMatchObject({ silent: false })
    await calibrated(NO_OFFSET)
    await answerNotInked(certificateId)
    await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
    expect(scene.ports.printed.at(-1)).toMatchObject({ silent: true, printerName: 'PDF', pageWidthMm: 210, pageHeightMm: 297 })
  })
})
