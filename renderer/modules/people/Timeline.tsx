import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { DELIVERY_MODE, DELIVERY_OUTCOME } from '../../../domain/code/delivery.ts'
import { DIAGNOSIS_ANSWER, RISK_COLOUR } from '../../../domain/code/maternal-risk.ts'
import { REFERRAL_STATE } from '../../../domain/code/referral.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, Loaded, StateTag } from '../../kit/index.ts'

type Line = Output<'person.timeline'>[number]

const KINDS: Readonly<Record<Line['kind'], () => string>> = {
  delivery: () => t('timeline.delivery', '分娩'), born: () => t('timeline.born', '出生'), registration: () => t('timeline.registration', '首次签发登记'),
  certificate: () => t('timeline.certificate', '出生医学证明'), referral: () => t('timeline.referral', '双向转诊'),
  critical: () => t('maternal.criticalTab', '危重转诊'), retention: () => t('maternal.retentionTab', '在院高危'), diagnosis: () => t('maternal.diagnosisTab', '产前诊断'),
}

function whatOf(line: Line): string {
  switch (line.kind) {
    case 'delivery': return t('timeline.gestation', '孕 {{gestation}} 周', { gestation: line.title })
    case 'referral': case 'critical': case 'diagnosis': return t('timeline.referredTo', '转往 {{organization}}', { organization: line.title })
    case 'registration': return line.title || t('person.unnamed', '未取名')
    case 'born': case 'certificate': case 'retention': return line.title
  }
}

function StateOf({ line }: { line: Line }) {
  switch (line.kind) {
    case 'delivery': return <>{codeText(DELIVERY_MODE, line.state)}</>
    case 'born': return <>{codeText(DELIVERY_OUTCOME, line.state)}</>
    case 'registration': return <>{line.state === 'complete' ? t('timeline.complete', '已填写完整') : t('timeline.draft', '未填写完整')}</>
    case 'certificate': return line.state ? <StateTag table={BLANK_STATE} state={line.state} /> : null
    case 'retention': return <>{codeText(RISK_COLOUR, line.state)}</>
    case 'diagnosis': return <>{codeText(DIAGNOSIS_ANSWER, line.state)}</>
    case 'referral': case 'critical': return <StateTag table={REFERRAL_STATE} state={line.state} />
  }
}

/** Where a line leads: a birth to its delivery, papers of a newborn to the certificate desk of that child. */
async function addressOf(line: Line): Promise<string> {
  switch (line.kind) {
    case 'delivery': return `/deliveries/${line.recordId}`
    case 'referral': return `/referrals/${line.recordId}`
    case 'critical': return `/maternal/critical/${line.recordId}`
    case 'retention': return '/maternal?tab=retention'
    case 'diagnosis': return `/maternal/diagnosis/${line.recordId}`
    case 'born': return `/deliveries/${(await call('newborn.get', { id: line.recordId })).deliveryId}`
    case 'registration': return `/certificate/${(await call('certificate.registration.get', { id: line.recordId })).newbornId}`
    case 'certificate': return `/certificate/${(await call('certificate.get', { id: line.recordId })).newbornId}`
  }
}

/** What happened to a person, newest first; Enter opens the line. */
export function Timeline({ personId }: { personId: string }) {
  const navigate = useNavigate()
  const timeline = useCall('person.timeline', { id: personId })
  const open = (line: Line): void => void addressOf(line).then(address => navigate(address), (error: unknown) => {
    if (!(error instanceof CallFailure)) throw error
    showFailure(error)
  })
  return (
    <Loaded of={timeline}>
      {lines => (
        <DataTable<Line>
          rows={lines} rowKey={line => `${line.kind}:${line.recordId}`} onOpen={open} label={t('people.timeline', '经过')} empty={t('timeline.none', '还没有分娩、证明或转诊记录')}
          columns={[
            { title: t('timeline.day', '日期'), dataIndex: 'day', width: 110 },
            { title: t('timeline.kind', '事项'), width: 130, render: (_, line) => KINDS[line.kind]() },
            { title: t('timeline.what', '内容'), ellipsis: true, render: (_, line) => <span title={whatOf(line)}>{whatOf(line)}</span> },
            { title: t('timeline.state', '状态'), width: 180, render: (_, line) => <StateOf line={line} /> },
          ]}
        />
      )}
    </Loaded>
  )
}
