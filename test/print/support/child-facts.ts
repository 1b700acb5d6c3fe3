import { childVisit } from '../../../domain/modules/child/visit.record.ts'
import { newbornVisit } from '../../../domain/modules/child/newborn-visit.record.ts'
import type { PrintedVisit } from '../../../domain/print/child-check-form.ts'
import type { ChildPaperFacts } from '../../../domain/print/child-form-cells.ts'
import type { PrintedNewbornVisit } from '../../../domain/print/child-newborn-form.ts'
import { emptyRow, tidyRow } from '../../../domain/record/derive/schema.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import type { GrowthMeasurement } from '../../../domain/rule/growth/evaluate.ts'
import { toDay } from '../../../domain/time/day.ts'

export const LONG_NAME = '阿卜杜热合曼·麦麦提图尔荪·龘𬭊·伊敏尼亚孜'
export const facts: ChildPaperFacts = {
  name: '欧阳𬭊龘', fileNumber: 'E2026000123', sex: '1', birthDay: toDay('2024-01-31'), idNumber: '430421202401310019', address: '湖南省衡阳市衡阳县西渡镇清江社区蒸阳大道118号3幢502室',
  mother: { name: '古丽米热·阿卜杜热合曼', occupation: '教师', phone: '13800001234', birthDay: toDay('1995-08-15') }, father: { name: '欧阳建国', occupation: '', phone: '', birthDay: null },
}
export const longFacts: ChildPaperFacts = {
  ...facts, name: LONG_NAME.padEnd(60, '麦麦提'), address: '双江拉祜族佤族布朗族傣族自治县'.repeat(9).slice(0, 110),
  mother: { name: LONG_NAME.padEnd(60, '麦麦提'), occupation: '字'.repeat(30), phone: '1'.repeat(20), birthDay: toDay('1995-08-15') }, father: { name: LONG_NAME.padEnd(60, '麦麦提'), occupation: '字'.repeat(30), phone: '1'.repeat(20), birthDay: toDay('1990-01-01') },
}

/** Every text of a record at its longest, every list with all its answers, every number at its largest. */
export function fullest(definition: RecordDefinition, own: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(definition.fields)) {
    const f = field as unknown as { kind: string; maxLength?: number; codes?: { values: string[] }; none?: string; plausible?: [number, number] }
    if (f.kind === 'text') row[name] = '双耳前瘘管·龘𬭊红肿伴渗出'.repeat(40).slice(0, f.maxLength).replace(/\p{Cs}$/u, '字')
    else if (f.kind === 'codes') row[name] = f.codes!.values.filter(code => code !== f.none).join(',')
    else if (f.kind === 'code') row[name] = f.codes!.values.at(-1)
    else if (f.kind === 'number') row[name] = f.plausible?.[1] ?? 1
    else if (f.kind === 'flag') row[name] = true
    else if (f.kind === 'day') row[name] = '2026-12-31'
  }
  return { ...row, ...own }
}

export const visit = (row: Partial<Record<keyof PrintedVisit, unknown>>): PrintedVisit =>
  ({ ...emptyRow(childVisit), fileId: 'file', place: 'clinic', referral: '1', doctorName: '陈医生', ...row }) as unknown as PrintedVisit
export const fullVisit = (contact: PrintedVisit['contact']): PrintedVisit =>
  tidyRow(childVisit, { ...emptyRow(childVisit), ...fullest(childVisit, { contact, neckMass: '1', fontanelle: '2', illness: '2,3,4,5', visitDay: '2026-03-10', complexion: '3', complexionLater: '2' }) } as never) as unknown as PrintedVisit
export const homeVisit = (row: Partial<Record<keyof PrintedNewbornVisit, unknown>>): PrintedNewbornVisit =>
  ({ ...emptyRow(newbornVisit), fileId: 'file', place: 'home', referral: '1', doctorName: '陈医生', visitDay: '2024-02-05', ...row }) as unknown as PrintedNewbornVisit
export const fullHomeVisit = (): PrintedNewbornVisit => tidyRow(newbornVisit, { ...emptyRow(newbornVisit), ...fullest(newbornVisit, {}) } as never) as unknown as PrintedNewbornVisit

export const measured = (measuredDay: string, values: Partial<GrowthMeasurement> = {}): GrowthMeasurement =>
  ({ sex: '1', birthDay: toDay('2024-01-01'), measuredDay: toDay(measuredDay), weightKg: null, lengthCm: null, position: null, headCm: null, gestationDays: 275, fetusCount: 1, ...values })
/** A boy of 32 weeks: at birth before term, later seen at both ages; weight flat once. */
export const pretermSeries: readonly GrowthMeasurement[] = [
  measured('2024-01-01', { weightKg: 1.8, lengthCm: 42, headCm: 29.5 }), measured('2024-02-10', { weightKg: 2.9, lengthCm: 48, headCm: 33 }), measured('2024-04-01', { weightKg: 4.4, lengthCm: 55.2, headCm: 37 }),
  measured('2024-07-01', { weightKg: 6.0, lengthCm: 62, headCm: 41 }), measured('2024-10-01', { weightKg: 7.9, lengthCm: 68.5, headCm: 43.5 }), measured('2025-01-01', { weightKg: 7.9, lengthCm: 72, headCm: 45 }),
].map(one => ({ ...one, gestationDays: 224, position: 'lying' as const }))
