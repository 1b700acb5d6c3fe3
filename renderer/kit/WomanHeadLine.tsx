import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { WomanHead } from '../../domain/api/woman-head.ts'
import { SEX } from '../../domain/code/sex.ts'
import { ageText } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { codeText } from './labels.ts'
import './child-head.css'

/** Who this is, on top of every page of 妇女保健 and of the pelvic clinic, which says more below. */
export function WomanHeadLine({ head, children }: { head: WomanHead; children?: ReactNode }) {
  return (
    <section className="panel child-head" aria-label={t('women.head', '本人')}>
      <div className="person-head">
        <Link className="person-head-name" to={`/people/${head.womanId}`} title={head.name ?? ''}>{head.name ?? t('pregnancy.noName', '(无姓名)')}</Link>
        <span>{codeText(SEX, head.sex)}</span>
        {head.birthDay ? <span>{head.birthDay} {ageText(head.birthDay)}</span> : null}
        <span>{head.idNumber ?? '—'}</span>
        <span>{t('pregnancy.phone', '电话 {{phone}}', { phone: head.phone ?? '—' })}</span>
        {head.address ? <span className="child-address" title={head.address}>{head.address}</span> : null}
      </div>
      {children ? <div className="child-head-more">{children}</div> : null}
    </section>
  )
}
