import type { TableProps } from 'antd'
import { CONTACT_ATTEMPT, type ContactAttempt } from '../../domain/code/child-file.ts'
import { ageText, gestationText } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { codeText } from './labels.ts'

type Columns<Row> = NonNullable<TableProps<Row>['columns']>
type Who = { name: string | null; birthDay: string | null; phone: string | null; township: string }
type Called = Who & { attempts: number; lastAttemptDay: string | null; lastAttempt: ContactAttempt | null }

/** The columns every list of women begins with. */
export const whoColumns = <Row extends Who>(): Columns<Row> => [
  { title: t('women.name', '姓名'), width: 130, ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? t('pregnancy.noName', '(无姓名)')}</span> },
  { title: t('women.age', '年龄'), width: 70, render: (_, row) => ageText(row.birthDay) },
  { title: t('women.township', '乡镇'), width: 110, ellipsis: true, render: (_, row) => <span title={row.township}>{row.township || '—'}</span> },
]
type Expecting = { gestationDays: number | null; expectedDay: string | null }
/** Weeks of today over the expected day: the one column by which every list says how far she is. After a birth the weeks are gone. */
export const gestationColumn = <Row extends Expecting>(): Columns<Row>[number] => ({
  title: t('pregnancy.weeksAndDay', '孕周 / 预产期'), width: 108, render: (_, { gestationDays, expectedDay }) => {
    const weeks = gestationDays !== null && gestationDays >= 0 ? gestationText(gestationDays) : ''
    return weeks || expectedDay ? <div className="gestation-cell"><b>{weeks}</b><span className="number">{expectedDay}</span></div> : '—'
  },
})
/** And ends with: whom to call, and what came of the last call. */
export const callColumns = <Row extends Called>(): Columns<Row> => [
  { title: t('person.phone.label', '联系电话'), width: 122, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
  { title: t('women.lastCall', '最近联系'), width: 160, ellipsis: true, render: (_, row) => row.lastAttemptDay && row.lastAttempt ? t('women.lastCallText', '{{day}} {{outcome}}(共 {{count}} 次)', { day: row.lastAttemptDay, outcome: codeText(CONTACT_ATTEMPT, row.lastAttempt), count: row.attempts }) : '—' },
]
