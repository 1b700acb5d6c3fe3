import { useNavigate, useParams } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import type { Output } from '../../../domain/api/api.ts'
import { riskAssessment, type StoredRiskAssessment } from '../../../domain/modules/risk/assessment.record.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, type PageAction, Panel, PregnancyHeadLine, RecordFacts, RiskTags, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { keptLines } from '../../kit/risk-text.ts'
import { asksForCase } from './AssessmentPage.tsx'
import { paperPath, riskPath, riskTab } from './risk-words.ts'
import './risk.css'

const FACTS = ['stage', 'confirmedAt', 'gestationDays', 'doctorName', 'institution', 'tableName', 'reportDueDay', 'reportDueAt', 'threatensLife', 'seniorDoctor', 'isInformed', 'advisesTermination', 'terminationSpecialists', 'terminationPlace', 'changeReason', 'otherText', 'basis', 'advice', 'score', 'scoreGrade', 'note'] as const
const WIDE = ['changeReason', 'otherText', 'basis', 'advice', 'note'] as const

/** A confirmed assessment: only read; what follows from it is one key away. */
export default function AssessmentFilePage() {
  const { pregnancyId = '', assessmentId = '' } = useParams()
  const pregnancy = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const opened = useCall('risk.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const stored = useCall('risk.assessment.get', { id: assessmentId }, { staleTimeMs: 30_000 })
  return <Loaded of={pregnancy}>{({ head }) => <Loaded of={opened}>{risk => <Loaded of={stored}>{row => <File head={head} risk={risk} row={row} />}</Loaded>}</Loaded>}</Loaded>
}

function File({ head, risk, row }: { head: PregnancyHead; risk: Output<'risk.open'>; row: StoredRiskAssessment }) {
  const { pregnancyId } = head
  const navigate = useNavigate()
  const [mayWrite, mayAssess] = [useMay('maternal.write'), useMay('maternal.assess')]
  const back = riskTab(pregnancyId)
  const voiding = useVoidRecord(riskAssessment.id, row, mayAssess, () => void navigate(back))
  useShortcut(['Escape'], () => void navigate(back))
  const isLive = row.voidedAt === null
  const isLast = risk.assessments.at(-1)?.id === row.id
  const report = risk.reports.find(one => one.assessmentId === row.id)
  const open = risk.cases.find(one => one.closedDay === null)
  const owesReport = row.reportDueDay !== null && !report
  const owesCase = isLast && asksForCase(row) && !open && risk.state === 'pregnant'
  const actions: PageAction[] = [
    ...voiding.actions,
    ...isLive ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(paperPath(pregnancyId, 'assessment', row.id)) }] : [],
    ...isLive && mayWrite && row.reportDueDay !== null ? [{ key: 'report', label: t('riskScreen.report', '分级报告'), shortcut: owesReport ? 'F4' : 'F8', primary: owesReport, run: () => void navigate(report ? riskPath(pregnancyId, `reports/${report.id}`) : riskPath(pregnancyId, `assessments/${row.id}/report`)) }] : [],
    ...isLive && mayWrite && owesCase ? [{ key: 'case', label: t('riskScreen.openCase', '建专案'), shortcut: owesReport ? 'F9' : 'F4', primary: !owesReport, run: () => void navigate(riskPath(pregnancyId, 'cases/new')) }] : [],
  ]
  return (
    <Page title={t('risk.assessment.title', '妊娠风险评估')} subtitle={minuteText(row.confirmedAt)} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      <Panel title={<><RiskTags colour={row.colour} isPurple={row.isPurple === true} /> {t('riskScreen.keptRows', '确认的条目(按评估时的标准)')}</>}>
        <ul className="risk-kept">{keptLines(row.criteriaTexts).map(({ id, text }) => <li key={id}><span className="risk-code">{id}</span>{text}</li>)}</ul>
        <RecordFacts definition={riskAssessment} row={row} names={FACTS.filter(name => row[name] !== null)} wide={WIDE} instead={{ gestationDays: gestationText(row.gestationDays), tableName: <span lang="en">{row.tableName}</span> }} />
      </Panel>
    </Page>
  )
}
