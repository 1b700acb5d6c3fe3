import { Alert, Button, Space, Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { DELIVERY_OUTCOME } from '../../../domain/code/delivery.ts'
import { VITAL_CARD, VITAL_CARD_STATE } from '../../../domain/code/vital.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Panel, StateTag, useShortcut } from '../../kit/index.ts'
import { cardPath } from './words.ts'

type Of = Output<'vital.ofPregnancy'>

/** The cards of a pregnancy, and the children and the mother who may need one. */
export default function PregnancyTab({ head }: { head: PregnancyHead }) {
  const navigate = useNavigate()
  const mayWrite = useMay('vital.write')
  const found = useCall('vital.ofPregnancy', { pregnancyId: head.pregnancyId }, { staleTimeMs: 30_000 })
  const forDeath = (motherId: string): void => void navigate(`/report-cards/death/new?mother=${motherId}&pregnancy=${head.pregnancyId}`)
  const forInduction = (): void => void navigate(`/report-cards/defect/new?pregnancy=${head.pregnancyId}`)
  useShortcut(['F4'], forInduction, { enabled: mayWrite })
  return (
    <Loaded of={found}>
      {({ motherId, isDeathProposed, cards, newborns }) => (
        <>
          {isDeathProposed ? <Alert className="form-alert" type="error" showIcon title={t('vitalScreen.deathProposed', '分娩登记的产妇结局为死亡,请在24小时内填报孕产妇死亡报告卡')} action={mayWrite ? <Button size="small" type="primary" onClick={() => forDeath(motherId)}>{t('vitalScreen.fillDeath', '填报死亡报告卡')}</Button> : null} /> : null}
          <Panel title={t('vitalScreen.cards', '报告卡')} extra={mayWrite ? <Space><Button size="small" onClick={forInduction}>{t('vitalScreen.fillInduction', '登记引产或外院出生缺陷')} <kbd>F4</kbd></Button>{isDeathProposed || cards.some(({ card }) => card === 'death') ? null : <Button size="small" onClick={() => forDeath(motherId)}>{t('vitalScreen.fillDeath', '填报死亡报告卡')}</Button>}</Space> : null}>
            <DataTable<Of['cards'][number]>
              rows={cards} rowKey="id" label={t('vitalScreen.cards', '报告卡')} onOpen={row => void navigate(cardPath(row.card, row.id))} empty={t('vitalScreen.noCards', '这次妊娠没有报告卡')}
              columns={[{ title: t('vitalScreen.card', '报告卡'), render: (_, row) => codeText(VITAL_CARD, row.card) }, { title: t('vitalScreen.number', '编号'), width: 150, dataIndex: 'number' }, { title: t('vitalScreen.day', '日期'), width: 120, dataIndex: 'day' }, { title: t('vitalScreen.state', '状态'), width: 110, render: (_, row) => <StateTag table={VITAL_CARD_STATE} state={row.state} /> }]}
            />
          </Panel>
          <Panel title={t('vitalScreen.newborns', '新生儿')}>
            <DataTable<Of['newborns'][number]>
              rows={newborns} rowKey="newbornId" label={t('vitalScreen.newborns', '新生儿')} mark={row => row.isDefectNoted && !row.cardId ? 'warn' : undefined} empty={t('vitalScreen.noNewborns', '还没有登记分娩')}
              onOpen={row => { if (row.cardId) void navigate(cardPath('defect', row.cardId)); else if (mayWrite) void navigate(`/report-cards/defect/new?newborn=${row.newbornId}`) }}
              columns={[
                { title: t('vitalScreen.order', '次序'), width: 70, dataIndex: 'birthOrder' }, { title: t('vitalScreen.bornAt', '出生时间'), width: 160, render: (_, row) => minuteText(row.bornAt) }, { title: t('vitalScreen.outcome', '结局'), width: 90, render: (_, row) => codeText(DELIVERY_OUTCOME, row.outcome) },
                { title: t('vitalScreen.defect', '出生缺陷'), render: (_, row) => row.cardId ? t('vitalScreen.hasCard', '已有报告卡') : row.isDefectNoted ? <Tag color="warning">{t('vitalScreen.needsCard', '登记有缺陷,待填报')}</Tag> : t('vitalScreen.mayCard', '按 Enter 可填报') },
              ]}
            />
          </Panel>
        </>
      )}
    </Loaded>
  )
}
