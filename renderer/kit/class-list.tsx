import { Tag, type TableProps } from 'antd'
import type { Output } from '../../domain/api/api.ts'
import { SEX } from '../../domain/code/sex.ts'
import { messageText, t } from '../app/i18n.ts'
import { codeText } from './labels.ts'

/** A row of a kindergarten's class list, as every clinic reads it. */
export type ClassListRow = Output<'eye.group.children'>[number]
type State = ClassListRow['state']

const STATES: Readonly<Record<State, () => string>> = {
  matched: () => t('classList.state.matched', '已识别'), noFile: () => t('classList.state.noFile', '未建档'), unknown: () => t('classList.state.unknown', '未登记'), ambiguous: () => t('classList.state.ambiguous', '有多人'), differs: () => t('classList.state.differs', '不一致'),
  duplicate: () => t('classList.state.duplicate', '重复行'), unreadable: () => t('classList.state.unreadable', '无法识别'),
}

/** How many rows of a list are known, and how many not. */
export const classListText = (counts: Readonly<Partial<Record<State, number>>>): string => (Object.keys(STATES) as State[]).filter(state => counts[state]).map(state => `${STATES[state]()} ${counts[state] ?? 0}`).join(' · ')

/** The columns that say whom a row means. */
export function classListColumns<Row extends ClassListRow>(): Readonly<Record<'line' | 'name' | 'sex' | 'birthDay' | 'idNumber' | 'className' | 'state' | 'reason', NonNullable<TableProps<Row>['columns']>[number]>> {
  return {
    line: { title: t('classList.line', '行'), width: 50, render: (_, row) => row.line },
    name: { title: t('person.name.label', '姓名'), width: 150, ellipsis: true, render: (_, row) => <span title={row.name}>{row.name || '—'}</span> },
    sex: { title: t('person.sex.label', '性别'), width: 50, render: (_, row) => row.sex ? codeText(SEX, row.sex) : '—' },
    birthDay: { title: t('person.birthDay.label', '出生日期'), width: 104, render: (_, row) => row.birthDay ?? '—' },
    idNumber: { title: t('person.idNumber.label', '证件号码'), width: 180, render: (_, row) => <span className="number">{row.idNumber ?? '—'}</span> },
    className: { title: t('child.entranceExam.className.label', '班级'), width: 90, ellipsis: true, render: (_, row) => row.className || '—' },
    state: { title: t('classList.state', '识别'), width: 84, render: (_, row) => <Tag color={row.state === 'matched' ? 'success' : row.state === 'duplicate' ? 'default' : 'warning'}>{STATES[row.state]()}</Tag> },
    reason: { title: t('classList.reason', '说明'), render: (_, row) => row.reason ? messageText(row.reason) : '' },
  }
}
