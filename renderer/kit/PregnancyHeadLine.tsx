import { Tag, Tooltip } from 'antd'
import { Link } from 'react-router'
import type { PregnancyHead } from '../../domain/api/pregnancy-head.ts'
import { DATING_METHOD, PREGNANCY_STATE } from '../../domain/code/maternal-care.ts'
import { RISK_COLOUR, type RiskColour } from '../../domain/code/maternal-risk.ts'
import { useCall } from '../api/useCall.ts'
import { ageText, gestationText } from '../app/format.ts'
import { messageText, t } from '../app/i18n.ts'
import { codeText } from './labels.ts'
import { Loaded } from './Page.tsx'
import './child-head.css'

/** Colours of the tags; the word stands in the tag, so that nobody has to tell colours apart. */
const TAG_COLOUR: Readonly<Record<RiskColour, string>> = { green: 'green', yellow: 'gold', orange: 'orange', red: 'red', purple: 'purple' }

/** The five-colour standing as tags: the graded colour and purple beside it; green alone only when nothing else is there. */
export function RiskTags({ colour, isPurple }: { colour: RiskColour | null; isPurple: boolean }) {
  if (colour === null && !isPurple) return null
  const shown = [...(colour !== null && colour !== 'purple' && !(colour === 'green' && isPurple) ? [colour] : []), ...(isPurple || colour === 'purple' ? ['purple' as const] : [])]
  return <>{shown.map(one => <Tag key={one} color={TAG_COLOUR[one]}>{t('pregnancy.riskTag', '{{colour}}色', { colour: codeText(RISK_COLOUR, one) })}</Tag>)}</>
}

/** Who this is, on top of every page of a pregnancy: weeks and expected day with what decided them, risk, whom to call. */
export function PregnancyHeadLine({ head }: { head: PregnancyHead }) {
  return (
    <section className="panel child-head" aria-label={t('pregnancy.head', '孕产妇')}>
      <div className="person-head">
        <Link className="person-head-name" to={`/people/${head.womanId}`} title={head.name ?? ''}>{head.name ?? t('pregnancy.noName', '(无姓名)')}</Link>
        {head.birthDay ? <span>{ageText(head.birthDay)}</span> : null}
        {head.gestationDays !== null && head.gestationDays >= 0 ? <b>{t('pregnancy.weeks', '孕 {{weeks}}', { weeks: gestationText(head.gestationDays) })}</b> : null}
        {head.expectedDay ? (
          <Tooltip title={head.dating ? `${messageText(head.dating.reason)}(${head.dating.source})` : ''}>
            <span tabIndex={0}>{t('pregnancy.expected', '预产期 {{day}}', { day: head.expectedDay })}{head.datingMethod ? `(${codeText(DATING_METHOD, head.datingMethod)})` : ''}</span>
          </Tooltip>
        ) : <Tag color="warning">{t('pregnancy.undated', '预产期未定')}</Tag>}
        {head.gravidity !== null ? <span>{t('pregnancy.gravidity', '孕 {{gravidity}} 产 {{parity}}', { gravidity: head.gravidity, parity: head.parity ?? 0 })}</span> : null}
        {head.fetusCount !== null && head.fetusCount > 1 ? <Tag color="gold">{t('pregnancy.fetuses', '{{count}} 胎', { count: head.fetusCount })}</Tag> : null}
        <RiskTags colour={head.riskColour} isPurple={head.isPurple} />
        {head.state && head.state !== 'pregnant' ? <Tag>{codeText(PREGNANCY_STATE, head.state)}{head.deliveredDay ? ` ${head.deliveredDay}` : ''}</Tag> : null}
      </div>
      <div className="child-head-more">
        <span>{t('pregnancy.handbook', '手册 {{number}}', { number: head.handbookNumber ?? '—' })}</span>
        <span>{t('pregnancy.booked', '建册 {{day}}', { day: head.bookedDay ?? '—' })}</span>
        <span>{t('pregnancy.doctor', '责任医生 {{name}}', { name: head.doctorName ?? '—' })}</span>
        <span>{head.idNumber ?? '—'}</span>
        <span>{t('pregnancy.phone', '电话 {{phone}}', { phone: head.phone ?? '—' })}</span>
        {head.address ? <span className="child-address" title={head.address}>{head.address}</span> : null}
      </div>
    </section>
  )
}

/** The same for a page that knows nothing of her but her pregnancy: histories and papers. */
export function PregnancyHeadOf({ pregnancyId }: { pregnancyId: string }) {
  const opened = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ head }) => <PregnancyHeadLine head={head} />}</Loaded>
}
