import { useNavigate } from 'react-router'
import { PRENATAL_PAPERS, type PrenatalPaper } from '../../../domain/api/prenatal-paper-api.ts'
import { CONSENT_KIND } from '../../../domain/code/prenatal.ts'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, PregnancyHeadOf, useAddressFilters, useShortcut } from '../../kit/index.ts'

const paperText = (what: PrenatalPaper): string => ({
  consentForm: t('prenatalPaper.consent', '知情同意书'), consent: t('prenatalPaper.consent', '知情同意书'), request: t('prenatal.request.title', '产前筛查申请单'), label: t('prenatalPaper.label', '样本标签'),
  handover: t('prenatal.handover.title', '样本交接单'), result: t('prenatalPaper.result', '筛查报告单'), recall: t('prenatalPaper.recall', '召回通知'),
})[what]
/** Papers of one kind share a printer: labels have a roll of their own. */
const formOf = (what: PrenatalPaper): string => what === 'label' ? 'prenatal-label' : 'prenatal-forms'

/** One paper of prenatal screening: what is shown is what is printed. */
export default function PaperPage() {
  const navigate = useNavigate()
  const { params } = useAddressFilters()
  const what = PRENATAL_PAPERS.find(one => one === params.get('what')) ?? 'request'
  const kind = CONSENT_KIND.values.find(one => one === params.get('kind'))
  const id = params.get('id') ?? ''
  const pregnancyId = params.get('pregnancy')
  useShortcut(['Escape'], () => void navigate(-1))
  return (
    <Page title={paperText(what)} back>
      {pregnancyId ? <PregnancyHeadOf pregnancyId={pregnancyId} /> : null}
      <PaperPreview paper="prenatal.paper" input={{ what, id, ...(kind ? { kind } : {}) }} form={formOf(what)} title={paperText(what)} startZoom={what === 'label' ? 1.5 : 0.8} />
    </Page>
  )
}
