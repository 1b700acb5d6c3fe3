import { SEX } from '../../../../domain/code/sex.ts'
import { ageText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, personName } from '../../../kit/index.ts'

/** Who the child is, the first columns of every list of the chain. */
export const childColumns = <Row extends { childName: string | null; motherName: string | null; sex: string; birthDay: string | null; phone: string | null }>() => [
  { title: t('child.name', '儿童'), ellipsis: true, render: (_: unknown, row: Row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
  { title: t('person.sex.label', '性别'), width: 50, render: (_: unknown, row: Row) => codeText(SEX, row.sex) },
  { title: t('child.age', '年龄'), width: 84, render: (_: unknown, row: Row) => ageText(row.birthDay) },
  { title: t('child.mother', '母亲'), width: 92, ellipsis: true, render: (_: unknown, row: Row) => <span title={row.motherName ?? ''}>{row.motherName ?? '—'}</span> },
  { title: t('person.phone.label', '联系电话'), width: 118, render: (_: unknown, row: Row) => <span className="number">{row.phone ?? '—'}</span> },
]
