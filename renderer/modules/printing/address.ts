import { CALIBRATED_FORMS, type CalibratedForm, type ShiftTarget } from '../../../domain/api/printing-api.ts'

/** The wizard, for a printer that is known already or for any. */
export function wizardAddress({ printerName = '', tray = '', form = 'birth-certificate' }: { printerName?: string; tray?: string; form?: string }): string {
  return `/printing/wizard?${new URLSearchParams({ printer: printerName, tray, form }).toString()}`
}

/** The screen that moves fields, for one form and level. */
export function nudgeAddress(form: string, target: ShiftTarget): string {
  const more: Record<string, string> = target.level === 'edition' ? { edition: target.edition } : target.level === 'printer' ? { printer: target.printerName, tray: target.tray } : {}
  return `/printing/nudge?${new URLSearchParams({ form, level: target.level, ...more }).toString()}`
}

/** What an address says; an address typed wrongly means the certificate at the institution. */
export function readAddress(search: URLSearchParams): { form: CalibratedForm; target: ShiftTarget } {
  const form = CALIBRATED_FORMS.find(one => one === search.get('form')) ?? 'birth-certificate'
  const printerName = search.get('printer') ?? ''
  const edition = search.get('edition') ?? ''
  if (search.get('level') === 'printer' && printerName) return { form, target: { level: 'printer', printerName, tray: search.get('tray') ?? '' } }
  if (search.get('level') === 'edition' && edition) return { form, target: { level: 'edition', edition } }
  return { form, target: { level: 'institution' } }
}
