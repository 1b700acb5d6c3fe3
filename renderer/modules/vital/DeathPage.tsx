import { Alert, Tag } from 'antd'
import { Navigate, useParams, useSearchParams } from 'react-router'
import type { VitalRules } from '../../../domain/rule/vital/vital-rules.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, useFirst } from '../../kit/index.ts'
import { CardForm } from './CardForm.tsx'
import { WomanLine } from './WomanLine.tsx'
import { cardPath } from './words.ts'

/** 孕产妇死亡报告卡, with its two clocks. */
export default function DeathPage() {
  const { cardId } = useParams()
  const rules = useCall('setting.get', { key: 'vitalRules' }, { staleTimeMs: 300_000 })
  // A legacy answer: shown where the hospital says so.
  return <Loaded of={rules}>{({ value }) => { const hidden = (value as VitalRules).showsPlanned === 1 ? [] : ['isPlanned']; return cardId ? <Stored cardId={cardId} hidden={hidden} /> : <New hidden={hidden} /> }}</Loaded>
}

function New({ hidden }: { hidden: readonly string[] }) {
  const [params] = useSearchParams()
  const pregnancyId = params.get('pregnancy')
  const prepared = useFirst(useCall('vital.maternalDeath.prepare', { motherId: params.get('mother') ?? '', ...(pregnancyId ? { pregnancyId } : {}) }, { staleTimeMs: 30_000 }))
  return (
    <Loaded of={prepared}>
      {({ existingId, woman, row }) => existingId ? <Navigate replace to={cardPath('death', existingId)} /> : (
        <CardForm kind="death" title={t('vitalScreen.newDeath', '填写孕产妇死亡报告卡')} row={row} hidden={hidden} start="diedAt">
          <WomanLine woman={woman} />
          <Alert className="form-alert" type="warning" showIcon title={t('vitalScreen.phoneFirst', '请先电话报告,再填卡;期限从知悉死亡时间起算')} />
        </CardForm>
      )}
    </Loaded>
  )
}

function Stored({ cardId, hidden }: { cardId: string; hidden: readonly string[] }) {
  const opened = useCall('vital.maternalDeath.open', { id: cardId }, { staleTimeMs: 30_000 })
  return (
    <Loaded of={opened}>
      {({ card, woman, year, reportDueAt, isReportOverdue, investigationDueDay, isEstimated, isInvestigationOverdue }) => (
        <CardForm key={`${card.id}:${card.rev}`} kind="death" title={t('vital.maternalDeath.title', '孕产妇死亡报告卡')} stored={card} hidden={hidden} start="">
          <WomanLine woman={woman}>
            <div className="child-head-more">
              <span>{t('vitalScreen.year', '{{year}} 统计年度', { year })}</span>
              <Tag color={isReportOverdue ? 'error' : card.phonedAt || card.reportedDay ? 'success' : 'warning'}>{card.phonedAt || card.reportedDay ? t('vitalScreen.reportedBy', '期限 {{at}},已报告', { at: minuteText(reportDueAt) }) : t('vitalScreen.reportBy', '{{at}} 前报告', { at: minuteText(reportDueAt) })}</Tag>
              <Tag color={isInvestigationOverdue ? 'error' : card.investigatedDay ? 'success' : 'default'}>{card.investigatedDay ? t('vitalScreen.investigated', '{{day}} 完成调查', { day: card.investigatedDay }) : t('vitalScreen.investigateBy', '{{day}} 前完成调查', { day: investigationDueDay })}{isEstimated ? t('vitalScreen.estimated', '(该年工作日历未录入,按周末推算)') : ''}</Tag>
              <span>{t('vitalScreen.audited', '每次查看都有记录')}</span>
            </div>
          </WomanLine>
        </CardForm>
      )}
    </Loaded>
  )
}
