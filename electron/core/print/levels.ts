import { AppError } from '../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../domain/message/message.ts'
import { NO_OFFSET, placeIssues, type PrintOffset, type Shifts, shiftLayout } from '../../../domain/print/calibration.ts'
import type { Layout } from '../../../domain/print/layout.ts'
import { type PrinterProfile, type SettingValue, SETTINGS } from '../../../domain/settings/settings.ts'
import type { ReadContext, WriteContext } from '../context.ts'
import { readSetting } from '../settings.ts'

/** The newest edition: what a sheet of unknown edition is. Source: note §0.2. */
export const PRESENT_EDITION = '7'

type Printing = SettingValue<'printing'>
/** Where a sheet goes: which paper, which printer and tray; what is not known is left out. */
export type Destination = { form: string; edition?: string | undefined; printerName?: string | undefined; tray?: string | undefined }

/** The profile of a printer's tray for a form; a printer's only profile also serves when no tray was named. */
export function profileFor(printing: Printing, { form, printerName, tray }: Destination): PrinterProfile | undefined {
  const own = printing.profiles.filter(profile => profile.printerName === printerName && profile.form === form)
  return own.find(profile => profile.tray === (tray ?? '')) ?? (tray === undefined && own.length === 1 ? own[0] : undefined)
}

/** The profile's correction, nothing when there is none. */
export const offsetOf = (profile: PrinterProfile | undefined): PrintOffset =>
  profile ? { dxMm: profile.dxMm, dyMm: profile.dyMm, scaleX: profile.scaleX, scaleY: profile.scaleY } : NO_OFFSET

/** Everything that moves fields on this way, in the note's order (§3.3): edition, institution, printer and tray. */
export function levelsFor(printing: Printing, to: Destination): Shifts[] {
  const levels = printing.paperLevels.filter(level => level.form === to.form)
  const profile = profileFor(printing, to)
  return [...levels.filter(level => level.edition !== '' && level.edition === to.edition), ...levels.filter(level => level.edition === ''), ...(profile ? [{ dxMm: 0, dyMm: 0, fields: profile.fields }] : [])]
}

/** A layout as this hospital has it on this way, with what is wrong about it. */
export function layoutOnTheWay(printing: Printing, layout: Layout, to: Destination): { layout: Layout; issues: FieldIssue[]; offset: PrintOffset; profile: PrinterProfile | undefined } {
  const levels = levelsFor(printing, to)
  const placed = shiftLayout(layout, levels)
  const profile = profileFor(printing, to)
  return { layout: placed, issues: levels.length > 0 ? placeIssues(placed, to.edition) : [], offset: offsetOf(profile), profile }
}

/** Why this profile must not be printed on. Source: certificate note §3.3, item 7. */
export function paperIssues(profile: PrinterProfile | undefined): FieldIssue[] {
  if (!profile || (profile.paper === 'A4' && profile.portrait && profile.driverPercent === 100)) return []
  return [block('printerName', message('printing.notA4', '打印机“{{printer}}”的校准记录写明驱动不是 A4 纵向 100%:请在打印机首选项里改为 A4、纵向、实际大小,再重新校准', { printer: profile.printerName }))]
}

/**
 * The system prints only to names it knows; another one fails late or goes to the default printer (note §3.4). Asked
 * before anything is counted: the number stays held and unprinted.
 */
export async function needsKnownPrinter(context: ReadContext, printerName: string): Promise<void> {
  const known = await context.ports.printer.list()
  if (known.some(printer => printer.name === printerName)) return
  throw new AppError('invalid', [block('printerName', message('printing.printerGone', '这台电脑上没有打印机“{{printer}}”,没有送出打印。请检查打印机是否已连接、是否改了名,或另选一台打印机', { printer: printerName || '—' }))])
}

/** Writes the setting of all calibrations with its history, as the settings page would. */
export async function savePrinting(context: WriteContext, rev: number, change: (printing: Printing) => Printing): Promise<{ rev: number; value: Printing }> {
  const old = await readSetting(context.db, 'printing')
  if (old.rev !== rev) throw new AppError('edit-conflict', undefined, { current: old })
  const parsed = SETTINGS.printing.schema.safeParse(change(old.value))
  if (!parsed.success) throw new AppError('invalid', parsed.error.issues.map(issue => block(issue.path.join('.'), message('printing.outOfRange', '校准数值超出范围,请检查'))))
  const row = { key: 'printing', value: JSON.stringify(parsed.data), rev: rev + 1, updatedAt: context.now, updatedBy: context.user.id }
  if (rev === 0) await context.db.insertInto('setting').values(row).execute()
  else await context.db.updateTable('setting').set(row).where('key', '=', 'printing').execute()
  await context.history({ record: 'setting', recordId: 'printing', rev: row.rev, action: rev ? 'update' : 'create', row: { value: parsed.data }, reason: null })
  context.touched('setting', 'printing')
  return { rev: row.rev, value: parsed.data }
}
