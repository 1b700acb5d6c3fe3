import type { FieldIssue } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { missingNotes, visitRules } from './visit-common.rules.ts'

const FINDINGS = ['malformation', 'eyes', 'limbs', 'ears', 'neckMass', 'nose', 'mouth', 'anus', 'heartAndLungs', 'chest', 'abdomen', 'spine', 'genitals'] as const

type Facts = Parameters<typeof visitRules>[0]

/** Rules within one home visit; what the child's file and earlier visits say is held by the core. */
export const newbornVisitRules = (row: Facts, moment: RuleMoment): FieldIssue[] =>
  [...visitRules(row, moment), ...missingNotes(row as unknown as Readonly<Record<string, unknown>>, FINDINGS)]
