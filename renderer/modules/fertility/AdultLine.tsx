import { Link } from 'react-router'
import type { Adult } from '../../../domain/api/fertility-people.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

/** Who this is, in two lines; the name leads to the person's file. `role` stands before it: 男方, 妻子. */
export function AdultLine({ adult, role }: { adult: Adult; role?: string }) {
  return (
    <div className="child-head">
      <div className="person-head">
        {role ? <b>{role}</b> : null}
        <Link className="person-head-name" to={`/people/${adult.id}`} title={adult.name ?? ''}>{adult.name ?? t('person.unnamed', '未取名')}</Link>
        <span>{codeText(SEX, adult.sex)}</span>
        {adult.birthDay ? <span>{ageText(adult.birthDay)}</span> : null}
        <span className="number">{adult.phone ?? '—'}</span>
      </div>
      <div className="child-head-more">
        <span>{adult.birthDay ?? '—'}</span>
        <span>{adult.idNumber ?? t('person.noDocument', '无证件号')}</span>
        <span className="child-address" title={adult.address}>{adult.address || '—'}</span>
      </div>
    </div>
  )
}
