import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { CalibratedForm, ShiftTarget } from '../../../../domain/api/printing-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { NO_OFFSET, placedFields, placeIssues, type PrintOffset, rulerPage, shiftLayout, type Shifts, solveCalibration } from '../../../../domain/print/calibration.ts'
import { type Layout, type PrintValues, valueNames } from '../../../../domain/print/layout.ts'
import { sampleCertificate } from '../../../../domain/print/sample-certificate.ts'
import { PaperLevel, PrinterProfile, type SettingValue } from '../../../../domain/settings/settings.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { composeDocument } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { type LayoutName, readLayout } from '../../print/layouts.ts'
import { levelsFor, needsKnownPrinter, PRESENT_EDITION, savePrinting } from '../../print/levels.ts'

const LAYOUTS = { 'birth-certificate': 'birthCertificate', 'registration-form': 'registrationForm', 'two-way-referral-out': 'referralOut', 'two-way-referral-back': 'referralBack' } as const satisfies Record<CalibratedForm, LayoutName>
const isCalibrated = (form: string): form is CalibratedForm => Object.hasOwn(LAYOUTS, form)
const EXPORT_FORMAT = 'fuyou-desk/printing-profiles/1'
const ExportFile = z.object({ format: z.literal(EXPORT_FORMAT), profiles: z.array(PrinterProfile).max(100), paperLevels: z.array(PaperLevel).max(40) })
const LARGEST_SCAN_BYTES = 12_000_000

type Printing = SettingValue<'printing'>
type Given = { form: CalibratedForm; target: ShiftTarget; dxMm: number; dyMm: number; fields: Shifts['fields'] }

export const printingHandlers = {
  'printing.ruler': async ({ form, printerName, silent, used }, context) => {
    await needsKnownPrinter(context, printerName)
    const { html } = ruler(context, form, used)
    const answer = await context.ports.printer.print({ html, printerName, silent, pageWidthMm: 210, pageHeightMm: 297 })
    await context.separately(async write => { write.fact('ruler', answer.outcome); write.touched('setting', 'printing') })
    return { outcome: answer.outcome, reason: answer.outcome === 'failed' ? answer.reason : null }
  },
  'printing.rulerPreview': async ({ form, used }, context) => ({ html: ruler(context, form, used).html }),
  'printing.calibrate': async ({ rev, form, printerName, tray, silent, paper, portrait, driverPercent, used, measured }, context) => {
    const { offset, issues } = solveCalibration(measured, used ?? NO_OFFSET)
    const blocking = issues.filter(issue => issue.level === 'block')
    if (paper !== 'A4' || !portrait || driverPercent !== 100) {
      blocking.push(block('paper', message('printing.setA4First', '请先在打印机首选项里设为 A4、纵向、实际大小(100%),再打标尺页校准')))
    }
    if (blocking.length) throw new AppError('invalid', blocking)
    let profile: PrinterProfile | undefined
    const saved = await savePrinting(context, rev, printing => {
      const is = (one: PrinterProfile) => one.printerName === printerName && one.tray === tray && one.form === form
      const before = printing.profiles.find(is)
      profile = { printerName, tray, form, ...offset, silent, paper, portrait, driverPercent, fields: before?.fields ?? [], calibratedBy: context.user.displayName, calibratedAt: context.now }
      return { ...printing, profiles: [...printing.profiles.filter(one => !is(one)), profile] }
    })
    return { rev: saved.rev, profile: profile! }
  },

  'printing.sample': async (given, context) => {
    const { layout, issues } = placed(context, await context.setting('printing'), given)
    const composed = composeDocument([{ layout, values: sampleValues(given.form, layout, (await context.setting('institution')).name) }], { fonts: openPrintFonts(context.ports.folders.fonts), mode: 'preview', title: layout.title, guides: false })
    return { html: composed.html, issues: [...issues, ...composed.issues], fields: placedFields(layout) }
  },
  'printing.saveShifts': async ({ rev, ...given }, context) => {
    const { issues } = placed(context, await context.setting('printing'), given)
    if (issues.length) throw new AppError('invalid', issues)
    return { rev: (await savePrinting(context, rev, printing => withShifts(printing, given))).rev }
  },
  'printing.reset': async ({ rev, form, target }, context) => ({
    rev: (await savePrinting(context, rev, printing => target.level === 'printer'
      ? { ...printing, profiles: printing.profiles.filter(one => !(one.form === form && one.printerName === target.printerName && one.tray === target.tray)) }
      : { ...printing, paperLevels: printing.paperLevels.filter(level => !(level.form === form && level.edition === editionOf(target))) })).rev,
  }),
  'printing.export': async (_input, context) => {
    const { profiles, paperLevels } = await context.setting('printing')
    const file: z.input<typeof ExportFile> = { format: EXPORT_FORMAT, profiles, paperLevels }
    return { fileName: `打印校准-${context.today}.json`, base64: Buffer.from(`${JSON.stringify(file, null, 1)}\n`, 'utf8').toString('base64') }
  },
  'printing.import': async ({ rev, text }, context) => {
    const file = readExport(text)
    for (const level of file.paperLevels) if (isCalibrated(level.form)) needsGoodPlaces(context, level.form, [level], level.edition || undefined)
    for (const profile of file.profiles) if (isCalibrated(profile.form)) needsGoodPlaces(context, profile.form, [{ dxMm: 0, dyMm: 0, fields: profile.fields }])
    const key = (one: PrinterProfile) => JSON.stringify([one.printerName, one.tray, one.form])
    const saved = await savePrinting(context, rev, printing => ({
      ...printing,
      profiles: [...printing.profiles.filter(old => !file.profiles.some(one => key(one) === key(old))), ...file.profiles],
      paperLevels: [...printing.paperLevels.filter(old => !file.paperLevels.some(one => one.form === old.form && one.edition === old.edition)), ...file.paperLevels],
    }))
    return { rev: saved.rev, profiles: file.profiles.length, levels: file.paperLevels.length }
  },

  'printing.scan': async ({ form }, { db }) => {
    const row = await db.selectFrom('formScan').leftJoin('userAccount', 'userAccount.id', 'formScan.loadedBy').selectAll('formScan').select('userAccount.displayName').where('form', '=', form).executeTakeFirst()
    return row ? { dataUrl: `data:${row.mime};base64,${row.contentBase64}`, bytes: row.bytes, loadedAt: row.loadedAt, loadedByName: row.displayName ?? row.loadedBy } : null
  },
  'printing.loadScan': async ({ form }, context) => {
    const path = await context.ports.dialogs.chooseFile('选择空白证件的扫描图(只在本机显示,不打印)', ['png', 'jpg', 'jpeg'])
    if (!path) return null
    if ((await stat(path)).size > LARGEST_SCAN_BYTES) throw new AppError('invalid', [block('form', message('printing.scanTooLarge', '扫描图超过 12 MB,请用 150 dpi 左右重新扫描'))])
    const bytes = await readFile(path)
    const mime = imageKind(bytes)
    if (!mime) throw new AppError('invalid', [block('form', message('printing.notAnImage', '这个文件不是 PNG 或 JPEG 图片,请选择扫描图'))])
    await context.separately(async write => {
      await write.db.deleteFrom('formScan').where('form', '=', form).execute()
      await write.db.insertInto('formScan').values({ form, mime, contentBase64: bytes.toString('base64'), bytes: bytes.length, loadedBy: write.user.id, loadedAt: write.now }).execute()
      write.fact('bytes', bytes.length)
      write.touched('formScan', form)
    })
    return { bytes: bytes.length }
  },
  'printing.removeScan': async ({ form }, context) => {
    await context.db.deleteFrom('formScan').where('form', '=', form).execute()
    context.touched('formScan', form)
    return null
  },
} satisfies Partial<Handlers>

function ruler(context: ReadContext, form: CalibratedForm, used: PrintOffset | null) {
  const layout = rulerPage(readLayout(context.ports.folders.resources, LAYOUTS[form]))
  return composeDocument([{ layout, values: {} }], { fonts: openPrintFonts(context.ports.folders.fonts), mode: 'print', title: layout.title, offset: used ?? NO_OFFSET })
}

const editionOf = (target: ShiftTarget): string => (target.level === 'edition' ? target.edition : '')

/** The setting with these shifts in the place of what the level had. A printer's own shift of everything is its calibration. */
function withShifts(printing: Printing, { form, target, dxMm, dyMm, fields }: Given): Printing {
  const kept = fields.filter(field => field.dxMm !== 0 || field.dyMm !== 0).map(field => ({ ...field }))
  if (target.level !== 'printer') {
    const others = printing.paperLevels.filter(level => !(level.form === form && level.edition === editionOf(target)))
    return { ...printing, paperLevels: dxMm === 0 && dyMm === 0 && kept.length === 0 ? others : [...others, { form, edition: editionOf(target), dxMm, dyMm, fields: kept }] }
  }
  const is = (one: PrinterProfile) => one.form === form && one.printerName === target.printerName && one.tray === target.tray
  const before = printing.profiles.find(is) ?? { printerName: target.printerName, tray: target.tray, form, ...NO_OFFSET, silent: false, paper: 'A4' as const, portrait: true, driverPercent: 100, fields: [], calibratedBy: '', calibratedAt: '' }
  return { ...printing, profiles: [...printing.profiles.filter(one => !is(one)), { ...before, dxMm: before.dxMm + dxMm, dyMm: before.dyMm + dyMm, fields: kept }] }
}

/** The form as it would be with these shifts and everything the other levels have. */
function placed(context: ReadContext | WriteContext, printing: Printing, given: Given): { layout: Layout; issues: ReturnType<typeof placeIssues> } {
  const destination = given.target.level === 'printer'
    ? { form: given.form, edition: PRESENT_EDITION, printerName: given.target.printerName, tray: given.target.tray }
    : { form: given.form, edition: given.target.level === 'edition' ? given.target.edition : PRESENT_EDITION }
  const original = readLayout(context.ports.folders.resources, LAYOUTS[given.form])
  const names = new Set(placedFields(original).map(field => `${field.part}.${field.value}`))
  const unknown = given.fields.filter(field => !names.has(`${field.part}.${field.value}`))
  if (unknown.length) throw new AppError('invalid', unknown.map(field => block(`${field.part}.${field.value}`, message('printing.unknownField', '版式里没有字段 {{field}}', { field: `${field.part}.${field.value}` }))))
  const levels = levelsFor(withShifts(printing, given), destination)
  // The whole shift of a printer belongs to its calibration; on the paper it shows as what it is.
  const layout = shiftLayout(original, given.target.level === 'printer' ? [...levels, { dxMm: given.dxMm, dyMm: given.dyMm, fields: [] }] : levels)
  return { layout, issues: placeIssues(layout, destination.edition) }
}

function needsGoodPlaces(context: WriteContext, form: CalibratedForm, levels: readonly Shifts[], edition?: string): void {
  const issues = placeIssues(shiftLayout(readLayout(context.ports.folders.resources, LAYOUTS[form]), levels), edition)
  if (issues.length) throw new AppError('invalid', issues)
}

/** Sample words; a form without sample words of its own shows the names of its fields. */
function sampleValues(form: CalibratedForm, layout: Layout, institution: string): PrintValues {
  if (form === 'birth-certificate') return sampleCertificate(institution || '样例妇幼保健院')
  return Object.fromEntries(valueNames(layout).map(name => [name, '样']))
}

function readExport(text: string): z.output<typeof ExportFile> {
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    content = null // not JSON: told below like any other foreign file
  }
  const parsed = ExportFile.safeParse(content)
  if (!parsed.success) throw new AppError('invalid', [block('text', message('printing.notAnExport', '这个文件不是本程序导出的打印校准文件,或内容已损坏,没有导入'))])
  return parsed.data
}

/** By its first bytes: a name ending proves nothing. */
function imageKind(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : null
}
