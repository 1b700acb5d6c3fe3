import { useNavigate, useParams, useSearchParams } from 'react-router'
import { RISK_PAPERS, type RiskPaper } from '../../../domain/api/risk-api.ts'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, PregnancyHeadOf, useShortcut } from '../../kit/index.ts'
import { riskPath, riskTab } from './risk-words.ts'

const paperText = (what: RiskPaper): string => ({
  screening: t('riskScreen.paper.screening', '妊娠风险筛查表'), referral: t('riskScreen.paper.referral', '筛查阳性转诊单'), assessment: t('riskScreen.paper.assessment', '妊娠风险评估表'),
  report: t('riskScreen.paper.report', '评估分级报告单'), case: t('riskScreen.paper.case', '高危专案表'),
})[what]
/** The page of the row a paper is of. */
const PAGE: Readonly<Record<RiskPaper, string>> = { screening: 'screenings', referral: 'screenings', assessment: 'assessments', report: 'reports', case: 'cases' }

/** One paper of risk care: what is shown is what is printed. */
export default function PaperPage() {
  const { pregnancyId = '' } = useParams()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const what = RISK_PAPERS.find(one => one === params.get('what')) ?? 'assessment'
  const id = params.get('id') ?? ''
  const back = id === '' ? riskTab(pregnancyId) : riskPath(pregnancyId, `${PAGE[what]}/${id}`)
  useShortcut(['Escape'], () => void navigate(back))
  return (
    <Page title={paperText(what)} back={back}>
      <PregnancyHeadOf pregnancyId={pregnancyId} />
      <PaperPreview key={`${what}:${id}`} paper="risk.paper" input={{ what, id }} form="risk-forms" title={paperText(what)} />
    </Page>
  )
}
