import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { VitalWoman } from '../../../domain/api/vital-api.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import '../../kit/child-head.css'

/** Whom a card is about: a child's card names its mother. `children` are what the card's day sets running. */
export function WomanLine({ woman, children }: { woman: VitalWoman; children?: ReactNode }) {
  return (
    <section className="panel child-head" aria-label={t('vitalScreen.woman', '孕产妇')}>
      <div className="person-head">
        <Link className="person-head-name" to={`/people/${woman.personId}`}>{woman.name ?? t('pregnancy.noName', '(无姓名)')}</Link>
        {woman.birthDay ? <span>{ageText(woman.birthDay)}</span> : null}
        <span>{woman.idNumber ?? '—'}</span>
        <span>{t('pregnancy.phone', '电话 {{phone}}', { phone: woman.phone ?? '—' })}</span>
        <span title={woman.address}>{woman.address || '—'}</span>
      </div>
      {children}
    </section>
  )
}
