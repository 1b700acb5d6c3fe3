import { Alert, Tag } from 'antd'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, useFirst } from '../../kit/index.ts'
import { CardForm } from './CardForm.tsx'
import { WomanLine } from './WomanLine.tsx'
import { cardPath } from './words.ts'

/** 出生缺陷报告卡 of one child, or its entry in the list of inductions. */
export default function DefectPage() {
  const { cardId } = useParams()
  return cardId ? <Stored cardId={cardId} /> : <New />
}

function New() {
  const [params] = useSearchParams()
  const [newbornId, pregnancyId, motherId] = [params.get('newborn'), params.get('pregnancy'), params.get('mother')]
  const prepared = useFirst(useCall('vital.birthDefect.prepare', { ...(newbornId ? { newbornId } : {}), ...(pregnancyId ? { pregnancyId } : {}), ...(motherId ? { motherId } : {}) }, { staleTimeMs: 30_000 }))
  return (
    <Loaded of={prepared}>
      {({ existingId, woman, row }) => existingId ? <Navigate replace to={cardPath('defect', existingId)} /> : woman ? (
        <CardForm kind="defect" title={t('vitalScreen.newDefect', '填写出生缺陷报告卡')} row={row} start={newbornId ? 'basis' : 'bornDay'}><WomanLine woman={woman} /></CardForm>
      ) : <Alert type="error" showIcon title={t('vitalScreen.noMother', '没有找到母亲,请从“报告卡”页或妊娠页重新打开')} />}
    </Loaded>
  )
}

function Stored({ cardId }: { cardId: string }) {
  const opened = useCall('vital.birthDefect.open', { id: cardId }, { staleTimeMs: 30_000 })
  return (
    <Loaded of={opened}>
      {({ card, woman, year, dueDay, isOverdue }) => (
        <CardForm key={`${card.id}:${card.rev}`} kind="defect" title={card.isInduction ? t('vitalScreen.induction', '出生缺陷引产登记') : t('vital.birthDefect.title', '出生缺陷报告卡')} stored={card} start="">
          <WomanLine woman={woman}>
            <div className="child-head-more">
              <span>{t('vitalScreen.year', '{{year}} 统计年度', { year })}</span>
              {card.state === 'reported' ? <span>{t('vitalScreen.reportedOn', '{{day}} 已上报', { day: card.reportedDay ?? '' })}</span> : <Tag color={isOverdue ? 'error' : 'default'}>{t('vitalScreen.dueDay', '{{day}} 前报送', { day: dueDay })}</Tag>}
            </div>
          </WomanLine>
        </CardForm>
      )}
    </Loaded>
  )
}
