import { Tag } from 'antd'
import { Link } from 'react-router'
import type { Output } from '../../domain/api/api.ts'
import { CHILD_FILE_STATE, CHILD_RESIDENCE } from '../../domain/code/child-file.ts'
import { SEX } from '../../domain/code/sex.ts'
import { growthAges } from '../../domain/rule/growth/age.ts'
import { addDays, type Day, daysBetween, monthAnniversary } from '../../domain/time/day.ts'
import { ageText, gestationText, today } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { codeText } from './labels.ts'
import { personName } from './PersonSearch.tsx'
import './child-head.css'

export type ChildHead = Output<'child.file.open'>['head']

/** Both ages of a child on a day, as every result names them; the corrected one only where it is used. */
export function agesText(head: Pick<ChildHead, 'birthDay' | 'gestationDays'>, on: Day = today()): string {
  if (!head.birthDay) return t('child.noBirthDay', '出生日期不详')
  const ages = growthAges(head.birthDay as Day, on, head.gestationDays)
  const actual = t('child.actualAge', '实足 {{age}}', { age: ageText(head.birthDay, on) })
  if (ages.used === 'actual' || ages.correctedDays === null) return actual
  if (ages.correctedDays < 0) return t('child.beforeTerm', '{{actual}},未到预产期', { actual })
  return t('child.correctedAge', '{{actual}},矫正 {{months}} 月 {{days}} 天', { actual, months: Math.max(0, ages.correctedMonths ?? 0), days: remainingDays(head, on, ages.correctedMonths ?? 0) })
}

// Days since the last completed corrected month, which begins at the day of 40 weeks.
function remainingDays({ birthDay, gestationDays }: Pick<ChildHead, 'birthDay' | 'gestationDays'>, on: Day, months: number): number {
  const term = addDays(birthDay as Day, 280 - (gestationDays ?? 280))
  return daysBetween(monthAnniversary(term, months), on)
}

/** Who this is, on top of every page of a child: what tells children apart, both ages, whom to call. */
export function ChildHeadLine({ head }: { head: ChildHead }) {
  return (
    <section className="panel child-head" aria-label={t('child.head', '儿童')}>
      <div className="person-head">
        <Link className="person-head-name" to={`/people/${head.childId}`} title={head.name ?? ''}>{personName({ name: head.name, motherName: head.motherName })}</Link>
        <Tag>{codeText(SEX, head.sex)}</Tag>
        <span>{head.birthDay ?? '—'}</span>
        <b>{agesText(head)}</b>
        {head.gestationDays !== null ? <span>{t('child.gestation', '孕 {{weeks}}', { weeks: gestationText(head.gestationDays) })}{head.fetusCount !== null && head.fetusCount > 1 ? ` · ${t('child.fetuses', '{{count}} 胎', { count: head.fetusCount })}` : ''}</span> : null}
        {head.birthWeightG !== null ? <span>{t('child.birthWeight', '出生 {{grams}} 克', { grams: head.birthWeightG })}</span> : null}
        {head.highRisk ? <Tag color="error">{t('child.highRisk', '高危')}</Tag> : null}
        {head.state !== 'managed' ? <Tag color="warning">{codeText(CHILD_FILE_STATE, head.state)}</Tag> : null}
        {head.drugWarning ? <Tag color="error">{t('child.drugWarningTag', '禁用氨基糖苷类药物(母系线粒体耳聋基因阳性)')}</Tag> : null}
        {head.allergy ? <Tag color="error">{t('child.allergyTag', '过敏:{{text}}', { text: head.allergy })}</Tag> : null}
      </div>
      <div className="child-head-more">
        <span>{t('child.fileNumber', '档案 {{number}}', { number: head.fileNumber ?? '—' })}</span>
        <span>{codeText(CHILD_RESIDENCE, head.residence)}</span>
        <span>{t('child.motherName', '母亲 {{name}}', { name: head.motherName ?? '—' })}</span>
        <span>{t('child.fatherName', '父亲 {{name}}', { name: head.fatherName ?? '—' })}</span>
        <span>{t('child.phone', '电话 {{phone}}', { phone: head.phone ?? '—' })}</span>
        <span className="child-address" title={head.address}>{head.address || '—'}</span>
      </div>
    </section>
  )
}
