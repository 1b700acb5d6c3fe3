import type { DiagnosisDuty } from '../../../../domain/rule/maternal-referral.ts'
import { t } from '../../../app/i18n.ts'

const DUTIES: Readonly<Record<DiagnosisDuty['kind'], () => string>> = {
  notify: () => t('maternal.dutyNotify', '告知孕妇'), attendance: () => t('maternal.dutyAttendance', '核实就诊'), outcome: () => t('maternal.dutyOutcome', '随访结局'),
}

/** What is to be done and by when: 随访结局 2026-09-12 前. */
export const dutyText = ({ kind, dueDay, isOverdue }: { kind: DiagnosisDuty['kind']; dueDay: string; isOverdue: boolean }): string =>
  isOverdue ? t('maternal.dutyOverdue', '{{what}} 已过 {{day}}', { what: DUTIES[kind](), day: dueDay }) : t('maternal.dutyDue', '{{what}} {{day}} 前', { what: DUTIES[kind](), day: dueDay })
